import Casewire
import Testing

@Suite struct SettingDeclarationTests {
    private func organization(_ json: String) throws -> OrganizationDeclaration {
        OrganizationDeclaration(try #require(JSONValue(decoding: Array(json.utf8))))
    }

    private func agent(_ json: String) throws -> AgentDeclaration {
        AgentDeclaration(try #require(JSONValue(decoding: Array(json.utf8))))
    }

    @Test(arguments: [
        (#"{"name": " "}"#, "organization.name", "cannot be empty."),
        (
            #"{"timezone": "Mars"}"#, "organization.timezone",
            "“Mars” is not known; write it such as America/New_York."
        ),
        (#"{"language": "english please"}"#, "organization.language", "is no language"),
        (#"{"nickname": "x"}"#, "organization.nickname", "is not known"),
        (
            #"{"segment_prices": {"US": "cheap"}}"#, "organization.segment_prices.US",
            "must be a number from 0 to 100."
        ),
        (
            #"{"segment_prices": {"currency": "dollar"}}"#, "organization.segment_prices.currency",
            "characters"
        ),
        (#"{"segment_prices": {"XX": 1}}"#, "organization.segment_prices.XX", "is not known"),
        (#"{"name": ["x"]}"#, "organization.name", "must be a text."),
    ])
    func `what is wrong with an organization names the setting`(json: String, setting: String, words: String)
        throws
    {
        let problems = try organization(json).problems
        #expect(problems.map(\.setting) == [setting], "\(problems)")
        #expect(problems.first?.words.contains(words) == true, "\(problems)")
    }

    @Test(arguments: [
        (#"{"burst_seconds": "soon"}"#, "agent.burst_seconds", "must be a number from 0 to 15."),
        (#"{"resolve_after_minutes": 1.5}"#, "agent.resolve_after_minutes", "must be a whole number"),
        (
            #"{"handoff": {"level": "soon"}}"#, "agent.handoff.level",
            "choose one of none, quick, balanced, patient"
        ),
        (#"{"handoff": {"triggers": {"rain": "quick"}}}"#, "agent.handoff.triggers.rain", "is not known"),
        (#"{"model": {"kind": "openai"}}"#, "agent.model.name", "is missing"),
        (#"{"model": {"name": "x"}}"#, "agent.model.kind", "is missing."),
        (
            #"{"model": {"kind": "openai", "name": "x", "url": "ftp://a"}}"#, "agent.model.url",
            "no http or https address"
        ),
        (#"{"hours": {"holidays": ["2026-02-30"]}}"#, "agent.hours.holidays", "“2026-02-30” is no day"),
        (
            #"{"hours": {"shifts": [{"days": ["mon"], "from": "09:00", "to": "24:01"}]}}"#,
            "agent.hours.shifts[1]", "HH:MM"
        ),
        (
            #"{"hours": {"shifts": [{"days": ["mon"], "from": "17:00", "to": "09:00"}]}}"#,
            "agent.hours.shifts[1]", "from before to"
        ),
        (
            #"{"hours": {"shifts": [{"days": ["moon"], "from": "09:00", "to": "17:00"}]}}"#,
            "agent.hours.shifts[1].days", "mon, tue"
        ),
        (#"{"threshold": 2}"#, "agent.threshold", "must be a number from 0 to 1."),
        (#"{"csat": {"enabled": "perhaps"}}"#, "agent.csat.enabled", "true or false"),
    ])
    func `what is wrong with an agent names the setting`(json: String, setting: String, words: String) throws
    {
        let problems = try agent(json).problems
        #expect(problems.map(\.setting) == [setting], "\(problems)")
        #expect(problems.first?.words.contains(words) == true, "\(problems)")
    }

    @Test func `texts stand for numbers and flags, and all problems come together`() throws {
        let read = try agent(
            #"{"burst_seconds": "2.5", "resolve_after_minutes": "90", "csat": {"enabled": "yes", "question": " How? "}}"#
        )
        #expect(read.problems.isEmpty)
        #expect(read.entry.burstSeconds == 2.5 && read.entry.resolveAfterMinutes == 90)
        #expect(read.entry.satisfaction == .some(SatisfactionQuestion(question: "How?")))
        #expect(try agent(#"{"burst_seconds": 99, "threshold": -1, "profile": {}}"#).problems.count == 3)
    }

    @Test func `null and empty texts take away, what is not named is left`() throws {
        let read = try agent(#"{"hours": null, "threshold": "", "csat": null, "handoff": {"notice": ""}}"#)
        #expect(read.problems.isEmpty)
        #expect(read.entry.hours == .some(nil) && read.entry.threshold == .some(nil))
        #expect(read.entry.satisfaction == .some(nil) && read.entry.notice == "")
        #expect(read.entry.noticeClosed == nil && read.entry.level == nil && read.entry.profile == nil)
    }

    @Test func `what is read can be given back, and changes nothing`() throws {
        let vault = try Vault(keyBytes: [UInt8](repeating: 7, count: 32))
        var settings = AgentSettings()
        settings.model = .openai
        settings.endpoint = try SealedModelEndpoint(
            ModelEndpoint(url: "http://127.0.0.1:9/v1", name: "small", key: Secret("hush"), inputPrice: 0.15),
            sealedBy: vault)
        settings.hours = BusinessHours(
            timezone: "Europe/Berlin", shifts: [.init(days: [.mon, .fri], from: 540, to: 1440)],
            holidays: ["2026-12-25"])
        settings.triggers = TriggerLevels(noAnswer: .patient)
        let declared = try settings.declared(openedBy: vault)
        #expect(!declared.plain.contains("hush") && declared["model"]?["has_api_key"] == .flag(true))
        let read = AgentDeclaration(declared)
        #expect(read.problems.isEmpty, "\(read.problems)")
        #expect(read.entry.hours == .some(settings.hours) && read.entry.triggers == settings.triggers)
        #expect(read.entry.endpoint?.name == "small" && read.entry.endpoint?.inputPrice == 0.15)
        #expect(read.entry.endpoint?.key == nil)
        let organization = OrganizationSettings(name: "Harbor", contact: "help@example.com")
        let again = OrganizationDeclaration(organization.declared)
        #expect(again.problems.isEmpty && again.entry.name == "Harbor")
        #expect(again.entry.prices == organization.segmentPrices && again.entry.policyVersion == "")
    }
}
