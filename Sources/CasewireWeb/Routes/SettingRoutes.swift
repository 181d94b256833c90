import Casewire
import CasewireStorage
import HTTPTypes
import Hummingbird

/// The organization, the agent and the hours over the API, with the keys of a setup file.
struct SettingRoutes {
    struct TrialView: Encodable {
        let outcome: String
        let words: String
        @OrNull var fix: String?
    }

    let services: Services

    private var changes: ChangeSettings { ChangeSettings(services: services) }

    /// Given with what is read, and let be where it is given back.
    private static let told = ["setup_file", "open", "until", "notice_closed_preview"]

    var routes: [Endpoint<KeyContext>] {
        [
            .get("settings/organization", may: .configure) { _, _ in try await organization() },
            .put("settings/organization", may: .configure) { request, context in
                let body = try await entered(request)
                return try await saved {
                    try await changes.organization(body, by: context.caller)
                } then: {
                    try await organization()
                }
            },
            .get("settings/agent", may: .configure) { _, _ in try await agent() },
            .put("settings/agent", may: .configure) { request, context in
                let body = try await entered(request)
                return try await saved {
                    try await changes.agent(body, by: context.caller)
                } then: {
                    try await agent()
                }
            },
            .post("settings/agent/trials", may: .configure) { _, _ in
                let trial = try await ModelProbe.run(with: services)
                return try JSONResponse.make(
                    TrialView(outcome: trial.outcome.rawValue, words: trial.words, fix: trial.fix))
            },
            .get("settings/hours", may: .configure) { _, _ in try await hours() },
            .put("settings/hours", may: .configure) { request, context in
                let body = try await entered(request)
                guard body.keys == ["hours"] else { throw Problem.invalid("The body names “hours” alone.") }
                return try await saved {
                    try await changes.hours(body, by: context.caller)
                } then: {
                    try await hours()
                }
            },
        ]
    }

    private func saved(
        _ change: () async throws -> ApplySetup.Outcome, then answer: () async throws -> Response
    ) async throws -> Response {
        do { _ = try await change() } catch let refusal as ChangeSettings.Refusal {
            throw Problem.invalid(refusal.description)
        }
        return try await answer()
    }

    private func entered(_ request: Request) async throws -> JSONValue {
        guard case .object(var entries) = try await request.json(JSONValue.self) else {
            throw Problem.badRequest("The body is a JSON object.")
        }
        for key in Self.told { entries[key] = nil }
        return .object(entries)
    }

    private func organization() async throws -> Response {
        let (kept, file) = try await services.database.read {
            (try $0.organization().declared, try $0.declaredSettings())
        }
        return try JSONResponse.make(kept.adding(["setup_file": Self.view(file, of: "organization.")]))
    }

    private func agent() async throws -> Response {
        let vault = services.vault
        let (kept, file) = try await services.database.read {
            (try $0.agentSettings().declared(openedBy: vault), try $0.declaredSettings())
        }
        return try JSONResponse.make(kept.adding(["setup_file": Self.view(file, of: "agent.")]))
    }

    private func hours() async throws -> Response {
        let (organization, agent) = try await services.database.read {
            (try $0.organization(), try $0.agentSettings())
        }
        let now = services.clock.now()
        let state = HoursState(agent, organization: organization, at: now)
        let until: Timestamp? =
            switch agent.hours?.state(at: now) {
            case .open(let end), .closed(let end): end
            case nil: nil
            }
        return try JSONResponse.make(
            JSONValue.object([
                "hours": agent.hours?.declared ?? .null, "open": .flag(state.isOpen),
                "until": until.map { .text($0.iso8601) } ?? .null,
                "notice_closed_preview": state.notice.map(JSONValue.text) ?? .null,
            ]))
    }

    /// `{"applied": "start"|"command", "names": […]}`: what a setup file brings back; null where it names nothing of these.
    private static func view(_ file: DeclaredSettings?, of section: String) -> JSONValue {
        let names = (file?.names ?? []).filter { $0.hasPrefix(section) }.sorted()
        guard let file, !names.isEmpty else { return .null }
        return .object([
            "applied": .text(file.occasion.rawValue), "names": .list(names.map(JSONValue.text)),
        ])
    }
}

extension JSONValue {
    fileprivate func adding(_ more: [String: JSONValue]) -> JSONValue {
        guard case .object(let entries) = self else { return self }
        return .object(entries.merging(more) { $1 })
    }
}
