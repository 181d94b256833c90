import Foundation
import Testing

/// What the server asks of the carrier: documented fields alone, which the simulated carrier insists on.
@Suite(.serialized)
struct CarrierRequestsTests {
    /// The parameters of each list that is read (Twilio: "Message resource", "IncomingPhoneNumber resource").
    private static let documented: [String: Set<String>] = [
        "Messages.json": ["To", "From", "DateSent", "DateSent>", "DateSent<"],
        "IncomingPhoneNumbers.json": ["Beta", "FriendlyName", "PhoneNumber", "Origin"],
    ]
    /// Those that every list has (Twilio: "Paging").
    private static let paging: Set = ["PageSize", "Page", "PageToken"]

    @Test
    func `every request to the carrier has documented fields alone`() async throws {
        try await ServerProcess.with { made, server in
            let walk = Walk(stage: made.stage, phone: "+15551234010", knowsSetup: true)
            _ = try await walk.run()
            try await exerciseTheRest(of: made.stage)

            let requests = try await Web.call("GET", "\(made.stage.carrier.url)/sandbox/requests")["items"]
                .items
            let sent = requests.filter {
                $0["method"].text == "POST" && $0["path"].text.hasSuffix("/Messages.json")
            }
            #expect(sent.count >= 6)
            for request in requests {
                let status = request["status"].count
                #expect((200..<400).contains(status) || status == 504, "Refused: \(request)")
                let page = request["path"].text.split(separator: "/").last.map(String.init) ?? ""
                let unknown = Set(names(in: request["query"].text)).subtracting(Self.paging)
                    .subtracting(Self.documented[page] ?? [])
                #expect(unknown.isEmpty, "\(request["method"].text) \(request["path"].text) has \(unknown)")
            }
            try await expectRefusalOfUnknownFields(by: made)
            return server
        }
    }

    /// A keyword, a long reply in parts, and a text whose acceptance nobody saw.
    private func exerciseTheRest(of stage: Stage) async throws {
        let phone = "+15551234011"
        try await stage.text(from: phone, Walk.plainRequest)
        let found = try await stage.session(of: phone, in: "handed_off")
        let (session, contact) = (found["id"].text, found["contact"]["id"].text)
        let long = String(repeating: "This is a long answer. ", count: 80)
        try await stage.api("POST", "sessions/\(session)/replies", json: ["text": .string(long)])
        _ = try await eventually("the long reply on the phone") {
            try await stage.carrier.received(by: phone).joined(separator: " ").count > long.count ? true : nil
        }
        let fault: JSON = [
            "kind": "timeout_after_success", "path": "/2010-04-01/", "count": 1, "seconds": 1,
        ]
        try await Web.call("POST", "\(stage.carrier.url)/sandbox/faults", json: fault)
        try await stage.api("POST", "sessions/\(session)/replies", json: ["text": "One more thing."])
        _ = try await eventually("the text whose answer was lost, once") {
            try await stage.carrier.received(by: phone).count { $0 == "One more thing." } == 1 ? true : nil
        }
        try await stage.text(from: phone, "STOP")
        _ = try await eventually("the opt-out") {
            try await stage.api("GET", "contacts/\(contact)/consent")["suppressed"] == true ? true : nil
        }
    }

    /// The proof that a field of another name would have been seen above.
    private func expectRefusalOfUnknownFields(by made: ServerProcess) async throws {
        let account = made.credentials.accountSID
        let login = Data("\(account):\(made.credentials.authToken)".utf8).base64EncodedString()
        let answer = try await Web.send(
            "POST", "\(made.stage.carrier.url)/2010-04-01/Accounts/\(account)/Messages.json",
            form: "To=%2B15551234012&From=\(Web.escape(made.stage.number))&Body=x&Note=1",
            headers: [("Authorization", "Basic \(login)")])
        #expect(answer.status == 400)
        #expect(String(decoding: answer.body, as: UTF8.self).contains("Note"))
    }

    private func names(in query: String) -> [String] {
        query.split(separator: "&").compactMap { $0.split(separator: "=").first?.removingPercentEncoding }
    }
}
