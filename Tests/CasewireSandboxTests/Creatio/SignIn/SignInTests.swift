import CasewireSandbox
import HTTPTypes
import Testing

struct SignInTests {
    private let form = "application/x-www-form-urlencoded"

    @Test func `a token is given for client credentials in the form or by Basic`() async throws {
        try await SiteUnderTest.run(signedIn: false) { site in
            let credentials = site.sandbox.credentials
            let inForm = try await site.send(
                .post, "/connect/token",
                body:
                    "grant_type=client_credentials&client_id=\(credentials.clientId)&client_secret=\(credentials.clientSecret)",
                type: form)
            #expect(inForm.status == 200)
            #expect(inForm.json["expires_in"] == 3600)
            #expect(inForm.json["token_type"] == "Bearer")
            let scope = try #require(inForm.json["scope"]?.text)
            #expect(scope.hasPrefix("ApplicationAccess_") && scope.utf8.count == 18 + 32)
            let basic = try await site.send(
                .post, "/connect/token", body: "grant_type=client_credentials", type: form,
                more: [
                    .authorization:
                        "Basic NUFCREIwQzUwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDE6c2FuZGJveC1jbGllbnQtc2VjcmV0LW5vdC1hLXJlYWwtb25l"
                ])
            #expect(basic.status == 200)
        }
    }

    @Test(arguments: [
        (
            "grant_type=client_credentials&client_id=a&client_secret=b", "application/x-www-form-urlencoded",
            "invalid_client"
        ),
        ("{}", "application/json", "invalid_request"),
        (
            "client_id=5ABDB0C5000000000000000000000001&client_secret=sandbox-client-secret-not-a-real-one&grant_type=password",
            "application/x-www-form-urlencoded", "unsupported_grant_type"
        ),
    ])
    func `a bad request for a token is refused`(body: String, type: String, error: String) async throws {
        try await SiteUnderTest.run(signedIn: false) { site in
            let answer = try await site.send(.post, "/connect/token", body: body, type: type)
            #expect(answer.status == 400)
            #expect(answer.text == "{\"error\":\"\(error)\"}")
        }
    }

    @Test func `the discovery document names the token address`() async throws {
        try await SiteUnderTest.run(signedIn: false) { site in
            let answer = try await site.send(.get, "/.well-known/openid-configuration")
            #expect(answer.json["token_endpoint"] == "http://localhost/connect/token")
        }
    }

    @Test func `a token ends after an hour, and at once when told to`() async throws {
        let clock = ManualClock()
        try await SiteUnderTest.run(clock: clock) { site in
            #expect(try await site.get("Case/$count").status == 200)
            clock.advance(by: .seconds(3_601))
            let refused = try await site.get("Case/$count")
            #expect(refused.status == 401)
            #expect(refused.text == "{\"Message\":\"Authorization has been denied for this request.\"}")
            var again = site
            again.headers[.authorization] = "Bearer \(try await site.token())"
            #expect(try await again.get("Case/$count").status == 200)
            try await again.order("faults", "{\"kind\":\"expire_token\",\"count\":1}")
            #expect(try await again.get("Case/$count").status == 401)
            try await again.order("switches", "{\"refusedTokenBody\":false}")
            #expect(try await again.get("Case/$count").text.isEmpty)
        }
    }

    @Test func `a person's sign-in gives five cookies`() async throws {
        try await SiteUnderTest.run(signedIn: false) { site in
            let answer = try await site.send(
                .post, "/ServiceModel/AuthService.svc/Login",
                body: "{\"UserName\":\"Supervisor\",\"UserPassword\":\"sandbox-password\"}",
                type: "application/json")
            #expect(answer.status == 200)
            #expect(answer.json["Code"] == 0)
            #expect(answer.json["Exception"] == .null)
            #expect(
                Set(answer.cookies.keys) == [".ASPXAUTH", "BPMLOADER", "BPMCSRF", "UserName", "UserType"])
            #expect(answer.cookies["UserName"] == "83|117|112|101|114|118|105|115|111|114")
        }
    }

    @Test func `wrong credentials are answered 200 with a code`() async throws {
        try await SiteUnderTest.run(signedIn: false) { site in
            let path = "/ServiceModel/AuthService.svc/Login"
            let body = "{\"UserName\":\"Supervisor\",\"UserPassword\":\"wrong\"}"
            let answer = try await site.send(.post, path, body: body, type: "application/json")
            #expect(answer.status == 200)
            #expect(answer.json["Code"] == 1)
            #expect(answer.json["Exception"]?["Message"]?.text?.isEmpty == false)
            #expect(answer.cookies.isEmpty)
            try await site.order("switches", "{\"signInException\":false}")
            #expect(
                try await site.send(.post, path, body: body, type: "application/json").json["Exception"]
                    == .null)
            #expect(
                try await site.send(.post, "/ServiceModel/AuthService.svc/Logon", body: "{}").status == 403)
        }
    }

    @Test func `writes of a cookie session need the CSRF header`() async throws {
        try await SiteUnderTest.run(signedIn: false) { site in
            let rep = try await site.signedIn(as: "Service rep")
            let made = try await rep.post("Case", "{\"Subject\":\"A\"}")
            #expect(made.status == 201)
            #expect(made.json["CreatedById"] == .text(CreatioUser.rep.contact.text))
            var unguarded = rep
            unguarded.headers[try #require(HTTPField.Name("BPMCSRF"))] = nil
            let refused = try await unguarded.post("Case", "{\"Subject\":\"A\"}")
            #expect(refused.status == 403)
            #expect(refused.text.isEmpty)
            #expect(try await unguarded.get("Case/$count").text == "1")
            try await site.order("switches", "{\"csrf\":false}")
            #expect(try await unguarded.post("Case", "{\"Subject\":\"A\"}").status == 201)
        }
    }

    @Test func `an idle session ends as the flavour has it`() async throws {
        for flavour in CreatioConfiguration.Flavour.allCases {
            let clock = ManualClock()
            try await SiteUnderTest.run(flavour, clock: clock, signedIn: false) { site in
                let rep = try await site.signedIn(as: "Service rep")
                clock.advance(by: .seconds(3_000))
                #expect(try await rep.get("Case/$count").status == 200)
                clock.advance(by: .seconds(3_601))
                let odata = try await rep.get("Case/$count")
                let whoAmI = try await rep.send(
                    .post, flavour.prefix + "/ServiceModel/UserInfoService.svc/GetCurrentUserInfo", body: "{}"
                )
                switch flavour {
                case .framework:
                    #expect(odata.status == 302)
                    #expect(
                        odata.headers[.location]?.hasPrefix(
                            "/Login/NuiLogin.aspx?ReturnUrl=%2f0%2fodata%2fCase") == true)
                    #expect(odata.text.contains("Object moved"))
                    #expect(whoAmI.status == 401)
                    #expect(whoAmI.json["Message"] == "Authentication failed.")
                    let page = try await rep.send(.get, "/Login/NuiLogin.aspx")
                    #expect(page.status == 200 && page.headers[.contentType]?.hasPrefix("text/html") == true)
                case .net:
                    #expect(odata.status == 401)
                    #expect(whoAmI.status == 302)
                    #expect(whoAmI.headers[.location]?.hasPrefix("/Login/Login.html?ReturnUrl=") == true)
                }
            }
        }
    }

    @Test func `each flavour answers at its own addresses only`() async throws {
        try await SiteUnderTest.run(.framework) { site async throws in
            #expect(try await site.send(.get, "/0/odata/Contact/$count").status == 200)
            #expect(try await site.send(.get, "/odata/Contact/$count").status == 404)
            #expect(
                try await site.send(.post, "/0/ServiceModel/AuthService.svc/Login", body: "{}").status == 401)
            #expect(try await site.send(.get, "/api/HealthCheck/Ping").status == 200)
        }
        try await SiteUnderTest.run(.net) { site async throws in
            #expect(try await site.send(.get, "/odata/Contact/$count").status == 200)
            #expect(try await site.send(.get, "/0/odata/Contact/$count").status == 404)
            #expect(try await site.send(.get, "/api/HealthCheck/Ping").status == 200)
            try await site.order("switches", "{\"netAcceptsPrefix\":true}")
            #expect(try await site.send(.get, "/0/odata/Contact/$count").status == 200)
        }
    }

    @Test func `whoever asks is told who they are`() async throws {
        for flavour in CreatioConfiguration.Flavour.allCases {
            try await SiteUnderTest.run(flavour) { site in
                let answer = try await site.send(
                    .post, flavour.prefix + "/ServiceModel/UserInfoService.svc/GetCurrentUserInfo", body: "{}"
                )
                #expect(answer.json["userInfo"]?["contactId"] == .text(CreatioUser.integration.contact.text))
            }
        }
    }
}
