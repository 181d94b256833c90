import CasewireStorage
import TestSupport
import Testing

@testable import Casewire

struct ReplyTemplateTests {
    private static let values = ReplyTemplate.Values(
        customer: "Customer", ticket: 4521, organization: "Harbor Outfitters")
    private static let stranger = ReplyTemplate.Values(
        customer: nil, ticket: 4521, organization: "Harbor Outfitters")

    private static func filled(_ text: String, with values: ReplyTemplate.Values) -> String {
        let moment = Timestamp(milliseconds: 0)
        return ReplyTemplate(
            id: .init(rawValue: "1"), content: .init(name: "One", text: text), createdBy: "test",
            createdAt: moment, changedBy: "test", changedAt: moment
        ).text(filledWith: values)
    }

    @Test(arguments: [
        (
            "Hello {{customer}}, this is {{organization}} about {{ticket}}.",
            "Hello Customer, this is Harbor Outfitters about #4521."
        ),
        ("{{ customer }}: {{ticket}}{{ticket}}", "Customer: #4521#4521"), ("No place.", "No place."),
    ])
    func `places are filled for the session`(text: String, filled: String) {
        #expect(Self.filled(text, with: Self.values) == filled)
    }

    @Test(arguments: [
        ("Hello {{customer}}, hello.", "Hello, hello."), ("Thank you, {{customer}}.", "Thank you."),
        ("Hello, {{customer}}, on {{ticket}}", "Hello, on #4521"),
    ])
    func `a name that is not known leaves no gap`(text: String, filled: String) {
        #expect(Self.filled(text, with: Self.stranger) == filled)
    }

    @Test
    func `what a customer is called fills nothing itself`() {
        let sly = ReplyTemplate.Values(customer: "{{ticket}}", ticket: 1, organization: "Shop")
        #expect(Self.filled("Hello {{customer}}", with: sly) == "Hello {{ticket}}")
    }

    @Test(arguments: [
        (
            "Hello {{name}}",
            "“{{name}}” is no placeholder. There are {{customer}}, {{ticket}}, {{organization}}."
        ),
        ("Hello {{customer", "begins with {{ and ends with }}"), ("Hello customer}}", "begins with {{"),
        ("  ", "The text is empty."), (String(repeating: "a", count: 1601), "over 1600 characters"),
    ])
    func `what cannot be sent is told before it is kept`(text: String, problem: String) async throws {
        let world = try await World(on: .memory)
        let refusal = await #expect(throws: TemplateActions.Refusal.self) {
            try await TemplateActions(services: world.services).create(
                .init(name: "One", text: text), by: "test")
        }
        #expect(refusal?.description.contains(problem) == true, "\(refusal?.description ?? "")")
        #expect(try await TemplateActions(services: world.services).list().isEmpty)
    }

    @Test(arguments: Engine.all)
    func `templates are kept by name, changed and removed`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        let actions = TemplateActions(services: world.services)
        let late = try await actions.create(
            .init(name: "  Return   label ", text: "Here is your label.\r\nThanks ", shortcut: "/Label"),
            by: "rep@example.com")
        #expect(
            late.content
                == .init(name: "Return label", text: "Here is your label.\nThanks", shortcut: "label"))
        _ = try await actions.create(.init(name: "greeting", text: "Hello"), by: "rep@example.com")
        #expect(try await actions.list().map(\.content.name) == ["greeting", "Return label"])

        await #expect(throws: TemplateActions.Refusal.nameTaken("greeting")) {
            try await actions.create(.init(name: "Greeting", text: "Hi"), by: "test")
        }
        await #expect(throws: TemplateActions.Refusal.shortcutTaken("label", by: "Return label")) {
            try await actions.create(.init(name: "Other", text: "Hi", shortcut: "LABEL"), by: "test")
        }
        world.clock.advance(by: .seconds(60))
        let changed = try await actions.change(late.id, by: "admin@example.com") { old in
            var new = old
            new.text = "Your label, {{customer}}."
            return new
        }
        #expect(changed.createdBy == "rep@example.com" && changed.changedBy == "admin@example.com")
        #expect(changed.changedAt > changed.createdAt)
        #expect(try await actions.template(late.id) == changed)

        try await world.converse("Hello")
        let session = try await world.session()
        #expect(try await actions.text(of: late.id, in: session.id) == "Your label.")
        try await actions.remove(late.id)
        await #expect(throws: TemplateActions.Refusal.noSuchTemplate) { try await actions.remove(late.id) }
        #expect(try await actions.list().count == 1)
    }
}
