import CasewireConnectors
import Foundation

/// The outside world of a self-test: the sandbox's, which is played, or the real one, where people act.
struct SelftestWorld: Sendable {
    struct Connections: Decodable {
        struct Line: Decodable {
            let number: String
            let api_url: String?
            let connected: Bool
            let note: String?
        }
        struct Site: Decodable {
            let url: String?
            let status: String
            let error: String?
            /// Within how many seconds the server finds replies and closures by asking; nil where it does not ask.
            let reply_seconds: Int?
            let closure_seconds: Int?
        }
        let numbers: [Line]
        let creatio: Site
    }

    struct Session: Decodable {
        struct Handoff: Decodable { let summary: String }
        struct Case: Decodable {
            let id: String
            let sync: String
            let error: String?
        }
        let id: String
        let state: String
        let handoff: Handoff?
        let `case`: Case?
    }

    struct Message: Decodable {
        struct Failure: Decodable { let text: String }
        let direction: String
        let author: String
        let text: String
        let state: String
        let error: Failure?
    }

    struct Case: Decodable {
        struct Activity: Decodable {
            let title: String
            let details: String
            let reply_task: Bool
            let completed: Bool
        }
        let subject: String?
        let symptoms: String?
        let activities: [Activity]
    }

    private struct Page<Item: Decodable>: Decodable { let items: [Item] }
    private struct PhoneText: Decodable {
        let direction: String
        let body: String
    }

    let number: String
    /// Why texts do not reach the server, if they don't.
    let numberNote: String?
    let creatioError: String?
    /// Within how many seconds replies and closures are found in Creatio, at the latest.
    let replySeconds: Int
    let closureSeconds: Int
    private let server: HTTPCaller
    private let phone: String
    private let carrier: HTTPCaller?
    private let creatio: HTTPCaller?

    init(server: HTTPCaller, phone: String, isReal: Bool) async throws {
        let connections = try await server.get("/api/v1/connections", as: Connections.self)
        guard let line = connections.numbers.first else {
            throw SettingsProblems(problems: [
                "The server has no number. Add one under numbers: in the setup file."
            ])
        }
        guard let site = connections.creatio.url else {
            throw SettingsProblems(problems: ["The server has no Creatio. Add creatio: to the setup file."])
        }
        self.server = server
        self.phone = phone
        number = line.number
        numberNote = line.note
        creatioError = connections.creatio.status == "failing" ? connections.creatio.error ?? "failing" : nil
        replySeconds = connections.creatio.reply_seconds ?? 0
        closureSeconds = connections.creatio.closure_seconds ?? 0
        if isReal {
            carrier = nil
            creatio = nil
            return
        }
        // Whatever page of the site was written into the settings.
        let root = try CreatioAddress(site: site).site
        guard let api = line.api_url, await HTTPCaller(base: api).isThere("/sandbox/requests"),
            await HTTPCaller(base: root).isThere("/sandbox/requests")
        else {
            throw SettingsProblems(problems: [
                "The server is connected to the real carrier and Creatio. Name a phone to test with: --phone +1…"
            ])
        }
        carrier = HTTPCaller(base: api)
        creatio = HTTPCaller(base: root)
    }

    func text(_ body: String) async throws {
        if let carrier {
            try await carrier.post("/sandbox/texts", ["from": phone, "to": number, "body": body])
        } else {
            Output.line("    Text from \(phone) to \(number): \(body)")
        }
    }

    func openSession() async throws -> Session? {
        let contact = phone.replacing("+", with: "%2B")
        return try await server.get("/api/v1/sessions?contact=\(contact)&limit=1", as: Page<Session>.self)
            .items.first
    }

    func session(_ id: String) async throws -> Session {
        try await server.get("/api/v1/sessions/\(id)", as: Session.self)
    }

    func messages(of session: String) async throws -> [Message] {
        try await server.get("/api/v1/sessions/\(session)/messages?limit=200", as: Page<Message>.self).items
    }

    func caseRead(of session: String) async throws -> Case {
        try await server.get("/api/v1/sessions/\(session)/case", as: Case.self)
    }

    func replyAsRep(_ text: String, session: String) async throws {
        guard let creatio else {
            return Output.line(
                "    In Creatio: open the case, write “\(text)” as the reply task's result, and complete it.")
        }
        try await creatio.post("/sandbox/replies", ["caseId": try await caseID(of: session), "text": text])
    }

    func resolveCase(of session: String) async throws {
        guard let creatio else { return Output.line("    In Creatio: set the case to Resolved.") }
        try await creatio.post(
            "/sandbox/cases/\(try await caseID(of: session))/status", ["status": "Resolved"])
    }

    /// What the phone got, as the carrier has it; nil where nobody but its owner can see that.
    func textsOnPhone() async throws -> [String]? {
        guard let carrier else { return nil }
        let contact = phone.replacing("+", with: "%2B")
        return try await carrier.get("/sandbox/texts?phone=\(contact)", as: Page<PhoneText>.self).items
            .filter { $0.direction == "to_phone" }.map(\.body)
    }

    private func caseID(of session: String) async throws -> String {
        guard let id = try await self.session(session).case?.id else {
            throw SettingsProblems(problems: ["The session has no case."])
        }
        return id
    }
}
