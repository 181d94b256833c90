import Casewire
import Testing

@testable import CasewireConnectors

struct CreatioSignInTests {
    private func client() throws -> CreatioSignIn {
        CreatioSignIn(
            connection: try CreatioConnection(
                url: "https://acme.creatio.com", signIn: .client(id: "a b&c", secret: Secret("p+s/="))))
    }

    private func user() throws -> CreatioSignIn {
        CreatioSignIn(
            connection: try CreatioConnection(
                url: "https://acme.creatio.com/0",
                signIn: .user(name: "Service \"rep\"", password: Secret("pä\\ss"))))
    }

    private func refusal(_ signIn: CreatioSignIn, _ answer: CreatioAnswer) -> String? {
        do throws(CaseSystemFailure) {
            _ = try signIn.result(of: answer)
            return nil
        } catch {
            if case .signInRefused(let reason) = error { return reason }
            return nil
        }
    }

    private func isUnavailable(_ signIn: CreatioSignIn, _ answer: CreatioAnswer) -> Bool {
        do throws(CaseSystemFailure) {
            _ = try signIn.result(of: answer)
            return false
        } catch {
            if case .unavailable = error { return true }
            return false
        }
    }

    @Test
    func `client credentials are sent as a form`() throws {
        let request = try client().request
        #expect(request.url == "https://acme-is.creatio.com/connect/token")
        #expect(
            request.body.map { String(decoding: $0, as: UTF8.self) }
                == "client_id=a%20b%26c&client_secret=p%2Bs%2F%3D&grant_type=client_credentials")
    }

    @Test
    func `a token lasts as long as it says`() throws {
        let answer = CreatioAnswer(
            status: 200,
            body: Array(
                #"{"access_token":"t","expires_in":3600,"token_type":"Bearer","scope":"ApplicationAccess_1"}"#
                    .utf8))
        let result = try client().result(of: answer)
        #expect(result.proof == .bearer(Secret("t")))
        #expect(result.lifetime == .seconds(3600))
    }

    @Test(arguments: [
        (400, #"{"error":"invalid_client"}"#, "does not take this client id"),
        (401, #"{"error":"invalid_client"}"#, "does not take this client id"),
        (400, #"{"error":"unauthorized_client"}"#, "server-to-server"),
        (400, #"{"error":"invalid_scope"}"#, "invalid_scope"),
        (404, "", "no identity service at https://acme-is.creatio.com"),
        (200, "<html></html>", "no identity service"),
    ])
    func `a refused client is told what to change`(_ status: Int, _ body: String, _ words: String) throws {
        let reason = try refusal(client(), CreatioAnswer(status: status, body: Array(body.utf8)))
        #expect(reason?.contains(words) == true, "\(reason ?? "taken")")
        #expect(reason?.contains("p+s") == false)
    }

    @Test(arguments: [500, 502, 503, 429])
    func `a sign-in that the site cannot answer is not a wrong password`(_ status: Int) throws {
        #expect(try isUnavailable(client(), CreatioAnswer(status: status)))
        #expect(try isUnavailable(user(), CreatioAnswer(status: status)))
    }

    @Test
    func `a user's name and password are sent as JSON to the site's root`() throws {
        let request = try user().request
        #expect(request.url == "https://acme.creatio.com/ServiceModel/AuthService.svc/Login")
        #expect(
            request.body.map { String(decoding: $0, as: UTF8.self) }
                == #"{"UserName":"Service \"rep\"","UserPassword":"pä\\ss"}"#)
        #expect(request.headers.contains { $0.name == "ForceUseSession" && $0.value == "true" })
    }

    @Test
    func `a session's cookies are kept byte for byte, and its CSRF token repeated`() throws {
        let answer = CreatioAnswer(
            status: 200,
            cookies: [
                ".ASPXAUTH=0A1B/+==; path=/app; HttpOnly", "BPMLOADER=x%2Fy; path=/app; HttpOnly",
                "BPMCSRF=OpK/NuJJ1w/SQxmPvwNvfO; path=/",
                "UserName=83|117|112; expires=Thu, 01-Jan-2026; path=/; HttpOnly",
                "UserType=General; path=/", "Gone=; expires=Thu, 01-Jan-1970",
            ],
            body: Array(
                #"{"Code":0,"Message":"","Exception":null,"PasswordChangeUrl":null,"RedirectUrl":"/0/Shell","UserType":"General"}"#
                    .utf8))
        let result = try user().result(of: answer)
        let pass = CreatioPass(proof: result.proof, generation: 1, renewAt: nil)
        let headers = Dictionary(uniqueKeysWithValues: pass.headers)
        #expect(
            headers["Cookie"]
                == ".ASPXAUTH=0A1B/+==; BPMLOADER=x%2Fy; BPMCSRF=OpK/NuJJ1w/SQxmPvwNvfO; UserName=83|117|112; UserType=General"
        )
        #expect(headers["BPMCSRF"] == "OpK/NuJJ1w/SQxmPvwNvfO")
        #expect(headers["ForceUseSession"] == "true")
        #expect(!"\(result.proof)".contains("OpK"))
    }

    @Test
    func `a site without CSRF gets no header for it, and a token goes alone`() {
        var cookies = CreatioCookies()
        cookies.take([".ASPXAUTH=a", "no cookie", "=b"])
        let session = CreatioPass(proof: .cookies(cookies), generation: 1, renewAt: nil)
        #expect(session.headers.map(\.name) == ["Cookie", "ForceUseSession"])
        let bearer = CreatioPass(proof: .bearer(Secret("t")), generation: 1, renewAt: nil)
        #expect(bearer.headers.map(\.name) == ["Authorization"])
        #expect(bearer.headers.map(\.value) == ["Bearer t"])
    }

    @Test(arguments: [
        (
            200,
            #"{"Code":1,"Message":"Invalid username or password specified","Exception":{"Message":"x"}}"#,
            "Invalid username"
        ),
        (200, #"{"Code":1,"Message":"","Exception":{"Message":"Locked until noon"}}"#, "Locked until noon"),
        (200, #"{"Code":0,"Message":"","PasswordChangeUrl":"/Login/Change"}"#, "expired"),
        (200, #"{"Code":0,"Message":""}"#, "no session cookie"),
        (
            200, "<html><head><title>Welcome</title></head></html>",
            "no Creatio sign-in at https://acme.creatio.com"
        ),
        (401, "", "no Creatio sign-in"), (404, "", "check the site's URL"),
    ])
    func `a refused user is told what to change`(_ status: Int, _ body: String, _ words: String) throws {
        let reason = try refusal(user(), CreatioAnswer(status: status, body: Array(body.utf8)))
        #expect(reason?.contains(words) == true, "\(reason ?? "taken")")
    }

    @Test
    func `a site that moved says where to`() throws {
        let answer = CreatioAnswer(
            status: 301, location: "https://new.creatio.com/ServiceModel/AuthService.svc/Login")
        #expect(try refusal(user(), answer)?.contains("https://new.creatio.com") == true)
    }
}
