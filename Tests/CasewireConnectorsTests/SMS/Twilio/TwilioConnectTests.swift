import Casewire
import Testing

@testable import CasewireConnectors

struct TwilioConnectTests {
    private static let webhook = "https://support.example.com/webhooks/twilio"

    private static func number(url: String, application: String = "", sms: Bool = true) -> String {
        #"""
        {"sid":"PN1","phone_number":"+15550001000","sms_url":"\#(url)","sms_application_sid":"\#(application)",
        "capabilities":{"voice":true,"sms":\#(sms),"mms":true}}
        """#
    }

    private static func list(_ numbers: String) -> String { #"{"incoming_phone_numbers":[\#(numbers)]}"# }

    private static let noServices = #"{"services":[],"meta":{"next_page_url":null}}"#

    @Test func `the webhook is set, and nothing overrides it`() async throws {
        try await ScriptedTwilio.run { call in
            switch (call.method, call.path) {
            case ("GET", "/2010-04-01/Accounts/AC1/IncomingPhoneNumbers.json"):
                .body(200, Self.list(Self.number(url: "https://old.example", application: "AP1")))
            case ("POST", "/2010-04-01/Accounts/AC1/IncomingPhoneNumbers/PN1.json"):
                .body(200, Self.number(url: call.form["SmsUrl"] ?? ""))
            case ("GET", "/v1/Services"): .body(200, Self.noServices)
            default: .body(404, "")
            }
        } test: { twilio, log in
            let connection = try await twilio.connect(try .sample("+15550001000"), to: Self.webhook)
            #expect(connection == NumberConnection(providerID: "PN1", obstacle: nil))
            #expect(log.calls[0].query["PhoneNumber"] == "+15550001000")
            let form = log.calls[1].form
            #expect(form["SmsUrl"] == Self.webhook + "#ct=2000&rt=4000&rc=3&rp=all")
            #expect(form["SmsMethod"] == "POST")
            #expect(form["SmsFallbackUrl"] == Self.webhook)
            #expect(form["SmsApplicationSid"] == "")
            #expect(form["VoiceUrl"] == nil)
        }
    }

    @Test(
        arguments: [
            (#""inbound_request_url":null,"use_inbound_webhook_on_number":false"#, "drops"),
            (
                #""inbound_request_url":"https://other.example/in","use_inbound_webhook_on_number":false"#,
                "another address"
            ),
            (#""inbound_request_url":null,"use_inbound_webhook_on_number":true"#, nil),
            (
                #""inbound_request_url":"https://support.example.com/webhooks/twilio","use_inbound_webhook_on_number":false"#,
                nil
            ),
        ] as [(String, String?)])
    func `a Messaging Service may take the texts`(settings: String, obstacle: String?) async throws {
        try await ScriptedTwilio.run { call in
            switch call.path {
            case "/v1/Services" where call.query["Page"] == nil:
                .body(
                    200,
                    #"{"services":[{"sid":"MG0"}],"meta":{"next_page_url":"https://messaging.twilio.com/v1/Services?Page=1"}}"#
                )
            case "/v1/Services":
                .body(
                    200,
                    #"{"services":[{"sid":"MG1","friendly_name":"Team",\#(settings)}],"meta":{"next_page_url":null}}"#
                )
            case "/v1/Services/MG0/PhoneNumbers": .body(200, #"{"phone_numbers":[{"sid":"PN0"}],"meta":{}}"#)
            case "/v1/Services/MG1/PhoneNumbers": .body(200, #"{"phone_numbers":[{"sid":"PN1"}],"meta":{}}"#)
            case let path where path.hasSuffix("PN1.json"):
                .body(200, Self.number(url: Self.webhook + "#rc=3"))
            default: .body(200, Self.list(Self.number(url: "")))
            }
        } test: { twilio, _ in
            let found = try await twilio.connect(try .sample("+15550001000"), to: Self.webhook).obstacle
            if let obstacle {
                #expect(found?.contains(obstacle) == true)
                #expect(found?.contains("Team") == true)
            } else {
                #expect(found == nil)
            }
        }
    }

    @Test func `what is in the way is said`() async throws {
        try await ScriptedTwilio.run { call in
            call.path.hasSuffix("PN1.json")
                ? .body(200, Self.number(url: Self.webhook, sms: false))
                : .body(200, Self.list(Self.number(url: "")))
        } test: { twilio, _ in
            let found = try await twilio.connect(try .sample("+15550001000"), to: Self.webhook)
            #expect(found.obstacle?.contains("cannot receive texts") == true)
        }
        try await ScriptedTwilio.run { call in
            call.path == "/v1/Services"
                ? .body(503, "")
                : call.path.hasSuffix("PN1.json")
                    ? .body(200, Self.number(url: Self.webhook)) : .body(200, Self.list(Self.number(url: "")))
        } test: { twilio, _ in
            let found = try await twilio.connect(try .sample("+15550001000"), to: Self.webhook)
            #expect(found.obstacle?.contains("could not be checked") == true)
        }
    }

    @Test func `a number that is not the account's is refused`() async throws {
        try await ScriptedTwilio.run(answer: { _ in .body(200, Self.list("")) }) { twilio, log in
            await #expect(throws: ListFailure.self) {
                try await twilio.connect(try .sample("+15550001000"), to: Self.webhook)
            }
            #expect(log.calls.count == 1)
        }
    }
}
