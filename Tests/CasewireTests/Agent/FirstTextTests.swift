import TestSupport
import Testing

@testable import Casewire

/// The first text of the agent says who answers, that it is a machine and how to opt out, in one segment where it can.
@Suite struct FirstTextTests {
    private static let names = [
        "Ace", "Harbor Outfitters", "Smith & Sons Plumbing and Heating", "O’Reilly’s Garage",
        "Müller Möbel GmbH",
        "Peña y Asociados", "Riverside Community Health Center",
    ]
    private static let answers = [
        "en": "You can return anything within 30 days, unworn, in its box.",
        "es": "Puede devolver todo dentro de 30 días, sin usar y en su caja.",
        "fr": "Vous pouvez tout retourner sous 30 jours, dans sa boîte.",
        "de": "Sie können alles innerhalb von 30 Tagen zurückgeben.",
        "pt": "Pode devolver tudo em 30 dias, sem uso e na caixa.",
    ]

    @Test(arguments: names, ["en", "es", "fr", "de", "pt"])
    func `names, machine and opt-out are there, in the fewest segments`(_ name: String, _ language: String)
        throws
    {
        let phrases = AgentPhrases(language: language, organization: name)
        let answer = try #require(Self.answers[language])
        let text = phrases.introducing(answer)
        #expect(text.hasPrefix(name) || text.hasPrefix(name.replacing("’", with: "'")))
        #expect(text.contains("STOP"))
        #expect(text.contains("utom") || text.contains("irtual"))
        #expect(text.hasSuffix(OutboundBody.prepare(answer)))
        let size = Segments(of: text)
        // Accented letters outside the GSM alphabet leave 70 units, which no such text fits.
        let isGSM = Segments(of: OutboundBody.prepare("\(name) \(answer)")).encoding == .gsm7
        if isGSM { #expect(size.count == 1, "\(size.units): \(text)") }
        #expect(AgentPhrases.withoutDisclosure(text, organization: name) == OutboundBody.prepare(answer))
    }

    @Test(arguments: ["en", "es", "fr", "de", "pt"])
    func `the shorter wording is used where it saves a segment, and only there`(_ language: String) {
        let phrases = AgentPhrases(language: language, organization: "Harbor Outfitters")
        let short = "Until 5 pm."
        let full = OutboundBody.prepare("\(phrases.disclosure) \(short)")
        if Segments(of: full).count == 1 { #expect(phrases.introducing(short) == full) }
        let room = 160 - Segments(of: phrases.shortDisclosure).units - 1
        let fitting = String(repeating: "word ", count: room / 5 - 1) + "word"
        #expect(Segments(of: phrases.introducing(fitting)).count == 1)
        #expect(Segments(of: phrases.shortDisclosure).encoding == .gsm7)
    }

    @Test(arguments: Engine.all)
    func `an answer with a shortened link is sent with a warning on the timeline`(on engine: Engine)
        async throws
    {
        let model = ScriptedModel { _ in .reply("See bit.ly/abc for that.", sources: [], confidence: 1) }
        let world = try await World(on: engine, model: model)
        var setup = Setup()
        setup.agent = Setup.Agent()
        setup.agent?.profile = "Our page is bit.ly/abc."
        setup.knowledge = [Setup.ArticleEntry(title: "Page", body: "It is at tinyurl.com/abc.", examples: [])]
        let changes = try await ApplySetup(
            database: world.database, vault: world.services.vault, random: world.random, clock: world.clock
        ).apply(setup)
        #expect(changes.count { $0.contains("warning: The text links to") } == 2)
        try await world.converse("Where is your page?")
        #expect(await world.textsSent.first?.contains("bit.ly/abc") == true)
        #expect(try await world.timeline().contains { $0.title.contains("links to bit.ly") })
    }
}
