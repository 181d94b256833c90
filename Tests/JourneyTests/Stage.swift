import Foundation

/// A server with a simulated carrier and a simulated Creatio around it: what a journey runs on.
struct Stage: Sendable {
    let server: String
    let key: String
    let carrier: Carrier
    let creatio: Creatio
    let number: String

    /// An answer of the server's API.
    @discardableResult
    func api(_ method: String, _ path: String, json: JSON? = nil) async throws -> JSON {
        try await Web.call(
            method, "\(server)/api/v1/\(path)", json: json, headers: [("Authorization", "Bearer \(key)")])
    }

    /// The sessions of a phone, newest activity first.
    func sessions(of phone: String) async throws -> [JSON] {
        try await api("GET", "sessions?contact=\(Web.escape(phone))")["items"].items
    }

    /// The messages of a session in order of position, all pages.
    func messages(of session: String) async throws -> [JSON] {
        var found: [JSON] = []
        var path = "sessions/\(session)/messages"
        while true {
            let page = try await api("GET", path)
            found += page["items"].items
            guard !page["next"].text.isEmpty else { return found }
            path = "sessions/\(session)/messages?cursor=\(Web.escape(page["next"].text))"
        }
    }

    /// The phone's only session, once it is in a state.
    func session(of phone: String, in state: String, within limit: Duration = .seconds(30)) async throws
        -> JSON
    {
        try await eventually("the session of \(phone) is \(state)", within: limit) {
            let found = try await sessions(of: phone)
            return found.count == 1 && found[0]["state"].text == state ? found[0] : nil
        }
    }

    func text(from phone: String, _ body: String) async throws {
        try await carrier.text(from: phone, to: number, body)
    }
}

/// The customer's side of the simulated carrier.
struct Carrier: Sendable {
    let url: String

    /// One text on a phone's screen.
    struct Text: Sendable, Equatable {
        let toPhone: Bool
        let body: String
        let sid: String
        let status: String
    }

    func text(from phone: String, to number: String, _ body: String) async throws {
        try await Web.call(
            "POST", "\(url)/sandbox/texts",
            json: ["from": .string(phone), "to": .string(number), "body": .string(body)])
    }

    /// Everything on a phone's screen, in order.
    func texts(of phone: String) async throws -> [Text] {
        try await Web.call("GET", "\(url)/sandbox/texts?phone=\(Web.escape(phone))")["items"].items.map {
            item in
            Text(
                toPhone: item["direction"].text == "to_phone", body: item["body"].text, sid: item["sid"].text,
                status: item["status"].text)
        }
    }

    /// The bodies of the texts that reached a phone.
    func received(by phone: String) async throws -> [String] {
        try await texts(of: phone).filter(\.toPhone).map(\.body)
    }
}

/// The rep's side of the simulated Creatio.
struct Creatio: Sendable {
    let url: String

    func cases() async throws -> [JSON] {
        try await Web.call("GET", "\(url)/sandbox/cases")["items"].items
    }

    /// The cases whose subject or description names a phone.
    func cases(of phone: String) async throws -> [JSON] {
        try await cases().filter { $0["Subject"].text.contains(phone) || $0["Symptoms"].text.contains(phone) }
    }

    func reply(on id: String, _ text: String) async throws {
        try await Web.call(
            "POST", "\(url)/sandbox/replies", json: ["caseId": .string(id), "text": .string(text)])
    }

    func setStatus(of id: String, to status: String) async throws {
        try await Web.call("POST", "\(url)/sandbox/cases/\(id)/status", json: ["status": .string(status)])
    }

    /// Requests and operations (each part of a `$batch` is one) since the start.
    func usage() async throws -> (requests: Int, operations: Int) {
        let found = try await Web.call("GET", "\(url)/sandbox/usage")
        return (found["requests"].count, found["operations"].count)
    }
}

extension JSON {
    /// The activities of a case as the sandbox lists them: in the order of their start.
    var activities: [JSON] { self["activities"].items }

    /// Whether an activity is a task that nobody has finished.
    var isOpenTask: Bool {
        let status = self["Status"].text.lowercased()
        return !status.contains("complet") && !status.contains("cancel")
    }
}
