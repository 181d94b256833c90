import TestSupport
import Testing

@testable import Casewire

/// Machines that answer each other end in silence; a customer who gets nowhere ends with a person.
@Suite struct LoopWatchTests {
    private static let absences = [
        "I am out of the office until Monday. For urgent matters call the desk.",
        "This is an automated reply. This number is not monitored.",
        "Thank you for contacting Example Plumbing! We will get back to you within 24 hours.",
        "I'm driving right now, I'll see your message later.",
        "Respuesta automática: estoy fuera de la oficina hasta el lunes.",
        "Hemos recibido su mensaje. Le responderemos lo antes posible.",
        "Réponse automatique : je suis absent du bureau.",
        "Nous avons bien reçu votre message et vous répondrons au plus vite.",
        "Automatische Antwort: Ich bin nicht im Büro.",
        "Vielen Dank für Ihre Nachricht. Wir melden uns in Kürze.",
        "Resposta automática: estou fora do escritório.",
        "Obrigado por entrar em contato! Retornaremos em breve.",
    ]

    private static let people = [
        "I'm not at the office, can you deliver to my home?", "Is your office open on Monday?",
        "Did you receive my message?", "When will you get my return?", "Thanks, that helped",
        "Can you send it soon?", "My order has not arrived", "¿Cuál es el horario?", "Wann haben Sie offen?",
        "Quand allez-vous répondre ?", "Qual é o horário de vocês?", "I have a message for the driver",
    ]

    @Test(arguments: absences)
    func `absence notes and receipts are known`(_ text: String) {
        #expect(AutomaticText.isOne(text))
    }

    @Test(arguments: people)
    func `what people write is none`(_ text: String) {
        #expect(!AutomaticText.isOne(text))
    }

    @Test(arguments: Engine.all)
    func `an absence note that answers each text is not answered for long`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        try await Self.answer(in: world, turns: 12, seconds: 2) { _ in Self.absences[0] }
        #expect(await world.sms.sent.count == 1)
        let session = try await world.session()
        #expect(session.state == .handedOff)
        #expect(session.handoff?.reasons == [.automaticReplies])
        #expect(
            try await world.timeline().contains {
                $0.details["why"]?.contains("answered automatically 2 times") ?? false
            })

        // A person may see that it is none, and hand it back.
        try await SessionActions(services: world.services).handBack(session.id, by: "test")
        try await world.converse("Sorry, I am back. Where is my parcel?")
        #expect(try await world.session().state == .agent)
        #expect(await world.sms.sent.count == 2)
    }

    @Test(arguments: Engine.all)
    func `another bot with the same answer is ended`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        try await Self.answer(in: world, turns: 60, seconds: 1) {
            "Your request number \($0) was noted. Ask me anything!"
        }
        #expect(await world.sms.sent.count <= 16)  // The notice is the last.
        #expect(try await world.session().handoff?.reasons == [.automaticReplies])
    }

    @Test(arguments: Engine.all)
    func `two bots that chat are ended`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        let words = ["shoe", "tent", "boat", "coat", "lamp", "rope", "map", "sail"]
        try await Self.answer(in: world, turns: 50, seconds: 10) {
            "Tell me about the \(words[$0 % 8]) and the \(words[($0 / 8) % 8]) of \($0 % 3 == 0 ? "spring" : "autumn")"
        }
        #expect(await world.sms.sent.count <= 32)
        #expect(try await world.session().handoff?.reasons == [.automaticReplies])
    }

    @Test(arguments: Engine.all)
    func `a customer who asks the same again and again reaches a person, who is announced`(
        on engine: Engine
    ) async throws {
        let world = try await World(on: engine)
        try await Self.answer(in: world, turns: 8, seconds: 25) {
            ["where is my order", "Where is my order?", "please where is my order", "WHERE is my order??"][
                $0 % 4]
        }
        let session = try await world.session()
        #expect(session.state == .handedOff)
        #expect(session.handoff?.reasons == [.frustration])
        #expect(try await world.messages().contains { $0.author == .system })  // Not silence.
        #expect(try await world.messages().count { $0.author == .agent } == 4)
    }

    @Test func `a long talk at a human pace goes on`() async throws {
        let world = try await World(on: .memory)
        let words = ["shoe", "tent", "boat", "coat", "lamp", "rope", "map", "sail"]
        try await Self.answer(in: world, turns: 40, seconds: 45) {
            "Do you have a \(words[$0 % 8]) with a \(words[($0 / 8) % 8])"
        }
        let session = try await world.session()
        #expect(session.state == .agent, "\(session.handoff.map { "\($0)" } ?? "")")
    }

    /// The other side answers each of our texts after so many seconds, until none comes any more.
    private static func answer(
        in world: World, turns: Int, seconds: Int, with text: (Int) -> String
    ) async throws {
        try await world.receive(text(0))
        var answered = 0
        for turn in 1...turns {
            for _ in 0..<20 where await world.sms.sent.count == answered {
                world.clock.advance(by: .seconds(1))
                try await world.jobs.runDue()
            }
            guard await world.sms.sent.count > answered else { return }
            answered = await world.sms.sent.count
            for _ in 0..<seconds {
                world.clock.advance(by: .seconds(1))
                try await world.jobs.runDue()
            }
            answered = await world.sms.sent.count
            try await world.receive(text(turn))
        }
    }
}
