import Casewire
import CasewireSandbox
import TestSupport
import Testing

/// *Test & save* against the simulated Creatio.
struct CreatioTrialTests {
    private static func trial(_ stage: SiteStage) async -> [CreatioTrial.Step] {
        await CreatioTrial(services: stage.world.services).run(stage.settings())
    }

    @Test(arguments: SandboxBench.Way.all)
    func `a site that gives every right passes, and nothing is left there`(_ way: SandboxBench.Way)
        async throws
    {
        try await SiteStage.run(way) { stage in
            let steps = await Self.trial(stage)
            #expect(steps.allSatisfy { $0.outcome == .passed }, "\(steps)")
            #expect(steps.count == 9)
            let left = try await stage.cases()
            #expect(left.isEmpty)
            #expect(
                steps.contains { $0.words.contains(way.flavour == .framework ? ".NET Framework" : "(.NET)") })
        }
    }

    struct Lack: Sendable, CustomTestStringConvertible {
        let right: String
        let step: String
        let words: String
        var testDescription: String { right }
    }

    static let rows = ["Contact", "Case", "Activity"]
    static let lacks: [Lack] =
        rows.flatMap { object in
            ["add", "edit", "read"].map { right in
                Lack(
                    right: "\(object)/\(right)", step: "\(object): add, edit, read",
                    words:
                        "may not \(right) \(object). In Creatio’s System Designer → Object permissions → \(object)"
                )
            }
        } + [
            Lack(
                right: "ContactCommunication/read", step: "ContactCommunication: read",
                words: "may not read ContactCommunication"),
            Lack(
                right: "CaseStatus/read", step: "Statuses, origin and categories",
                words: "may not read CaseStatus"),
            Lack(
                right: "CaseOrigin/add", step: "Statuses, origin and categories",
                words: "Or add the value “SMS” to the lookup CaseOrigin yourself."),
        ]

    @Test(arguments: lacks)
    func `the first right that is missing is named, and what was made is removed`(_ lack: Lack) async throws {
        try await SiteStage.run(.init(flavour: .net, isUser: false)) { stage in
            try await stage.order(#"{"kind":"deny","path":"\#(lack.right)"}"#)
            let steps = await Self.trial(stage)
            let failed = steps.filter { $0.outcome == .failed }
            #expect(failed.map(\.title) == [lack.step], "\(steps)")
            #expect(failed.first?.words.contains(lack.words) == true, "\(failed)")
            let left = try await stage.cases()
            #expect(left.isEmpty)
        }
    }

    @Test
    func `a right to delete that is missing is a warning, and says what stays`() async throws {
        try await SiteStage.run(.one) { stage in
            for object in Self.rows { try await stage.order(#"{"kind":"deny","path":"\#(object)/delete"}"#) }
            let steps = await Self.trial(stage)
            #expect(steps.isPassed)
            #expect(steps.last?.outcome == .warned)
            #expect(steps.last?.words.contains("stay in Activity, Case, Contact") == true, "\(steps)")
        }
    }

    @Test
    func `credentials that are wrong end it at the first step`() async throws {
        try await SiteStage.run(.one) { stage in
            let services = stage.world.services
            let connections = StrangerConnections(inner: services.connections, site: stage.stranger)
            let strange = Services(
                database: services.database, clock: services.clock, random: services.random,
                connections: connections,
                vault: services.vault, publicURL: services.publicURL, logger: services.logger)
            let steps = await CreatioTrial(services: strange).run(stage.settings())
            #expect(steps.map(\.title) == ["Sign in"] && !steps.isPassed, "\(steps)")
        }
    }
}

/// The same connections with another Creatio.
private struct StrangerConnections: Connections {
    let inner: any Connections
    let site: any CaseSystem

    var carriers: [CarrierDescription] { inner.carriers }
    var actions: any ActionCaller { inner.actions }
    func carrier(for number: Number) async throws -> any SMSProvider { try await inner.carrier(for: number) }
    func webhooks(of provider: Number.ProviderKind) -> any WebhookDecoder { inner.webhooks(of: provider) }
    func model(for settings: AgentSettings) async throws -> any LanguageModel {
        try await inner.model(for: settings)
    }
    func caseSystem(for settings: CreatioSettings) async throws -> any CaseSystem { site }
}
