import Foundation

/// The acceptance walk: each step is awaited, timed and printed; the first that fails ends it with what to do.
struct SelftestWalk: Sendable {
    let server: HTTPCaller
    let phone: String
    let isReal: Bool
    let question: String

    /// Steps that machines do are awaited so long; those that a person does, ten times as long.
    private static let patience = Duration.seconds(30)
    private static let patienceWithPeople = Duration.seconds(300)
    private static let betweenLooks = Duration.milliseconds(100)

    /// What went wrong, in words.
    private struct Failed: Error {
        let words: String
    }

    /// True when every step held.
    func run() async -> Bool {
        let start = ContinuousClock.now
        do {
            try await walk()
            Output.line("Passed in \(Self.seconds(ContinuousClock.now - start)).")
            await tell(nil)
            return true
        } catch let failed as Failed {
            Output.line("FAILED: \(failed.words)")
            await tell(failed.words)
        } catch {
            Output.line("FAILED: \(error)")
            await tell("\(error)")
        }
        return false
    }

    /// Lets the server's set-up page show how the walk ended. A server that cannot take it shows that by the failure itself.
    private func tell(_ problem: String?) async {
        struct Ended: Encodable {
            let passed: Bool
            let problem: String?
        }
        _ = try? await server.post("/api/v1/setup/selftest", Ended(passed: problem == nil, problem: problem))
    }

    private func walk() async throws {
        let world = try await step("The server answers and names its connections") {
            try await SelftestWorld(server: server, phone: phone, isReal: isReal)
        }
        if let note = world.numberNote {
            throw Failed(words: "The number \(world.number) is not connected: \(note)")
        }
        if let error = world.creatioError { throw Failed(words: "Creatio: \(error)") }

        try await step("A text goes in") { try await world.text(question) }
        let session = try await eventually("A session begins") { try await world.openSession() }
        try await eventually("The agent answers or hands off") { () -> Bool? in
            let messages = try await world.messages(of: session.id)
            return messages.contains { $0.direction == "out" } ? true : nil
        }
        try await step("The customer asks for a person") {
            try await world.text("I need to speak with a person")
        }
        try await eventually("The session is handed off, with one notice") { () -> Bool? in
            let current = try await world.session(session.id)
            let messages = try await world.messages(of: session.id)
            guard current.state == "handed_off", messages.filter({ $0.author == "system" }).count == 1 else {
                return nil
            }
            return true
        }
        try await eventually("The case is written to Creatio") { () -> Bool? in
            let current = try await world.session(session.id)
            if let found = current.case, found.sync == "failed" {
                throw Failed(words: found.error ?? "Creatio refuses the case.")
            }
            if let found = current.case, found.sync == "behind", let error = found.error {
                throw Failed(words: "Creatio is behind: \(error)")
            }
            return current.case?.sync == "synced" && current.handoff?.summary.isEmpty == false ? true : nil
        }
        try await eventually("The case reads back: summary, phone, one activity a message, the link") {
            () -> Bool? in
            try await checkCase(of: session.id, in: world) ? true : nil
        }
        let reply = "A person here. We are looking into it."
        try await step(isReal ? "A rep completes the reply task" : "The rep completes the reply task") {
            try await world.replyAsRep(reply, session: session.id)
        }
        try await eventually("The reply is texted once", foundWithin: world.replySeconds) { () -> Bool? in
            let replies = try await world.messages(of: session.id).filter { $0.author == "rep" }
            if replies.count > 1 && !isReal {
                throw Failed(words: "The reply was texted \(replies.count) times.")
            }
            guard let first = replies.first else { return nil }
            if first.state == "failed" {
                throw Failed(words: first.error?.text ?? "The carrier refused the reply.")
            }
            return true
        }
        if let onPhone = try await world.textsOnPhone() {
            try await eventually("It is on the phone, plain") { () -> Bool? in
                try await world.textsOnPhone()?.filter { $0 == reply }.count == 1 ? true : nil
            }
            _ = onPhone
        }
        try await eventually("It is delivered, and the task says so") { () -> Bool? in
            let replies = try await world.messages(of: session.id).filter { $0.author == "rep" }
            let activities = try await world.caseRead(of: session.id).activities
            let isDelivered = replies.first?.state == "delivered"
            return isDelivered && activities.contains { $0.reply_task && $0.title.contains("Delivered") }
                ? true : nil
        }
        try await step("The customer answers") { try await world.text("Thanks, that helps a lot!") }
        try await eventually("The answer is an activity, and the next reply task is open") { () -> Bool? in
            let activities = try await world.caseRead(of: session.id).activities
            let hasAnswer = activities.contains { $0.details.contains("Thanks, that helps a lot!") }
            return hasAnswer && activities.filter { $0.reply_task && !$0.completed }.count == 1 ? true : nil
        }
        try await step("The case is resolved in Creatio") { try await world.resolveCase(of: session.id) }
        try await eventually("The session is resolved", foundWithin: world.closureSeconds) { () -> Bool? in
            try await world.session(session.id).state == "resolved" ? true : nil
        }
    }

    private func checkCase(of session: String, in world: SelftestWorld) async throws -> Bool {
        let found = try await world.caseRead(of: session)
        let messages = try await world.messages(of: session)
        let transcript = found.activities.filter { activity in
            !activity.reply_task && !activity.details.hasPrefix("Summary:")
        }
        guard transcript.count == messages.count else { return false }
        guard found.subject?.hasPrefix("SMS from \(phone)") == true else {
            throw Failed(words: "The case's subject does not name the phone: \(found.subject ?? "empty").")
        }
        guard found.symptoms?.contains(phone) == true else {
            throw Failed(words: "The case's description lacks the phone number.")
        }
        guard transcript.first?.details.hasPrefix("View session in Casewire") == true else {
            throw Failed(words: "The first activity does not open with the session's link.")
        }
        for (activity, message) in zip(transcript, messages) where !activity.details.hasSuffix(message.text) {
            throw Failed(words: "The activities are not the session's messages in order.")
        }
        guard found.activities.contains(where: { $0.details.hasPrefix("Summary:") }) else {
            throw Failed(words: "The handoff note is missing.")
        }
        guard found.activities.filter({ $0.reply_task && !$0.completed }).count == 1 else { return false }
        return true
    }

    private func step<Value: Sendable>(_ name: String, _ work: () async throws -> Value) async throws -> Value
    {
        let start = ContinuousClock.now
        let value = try await work()
        Output.line("ok  \(name)  (\(Self.seconds(ContinuousClock.now - start)))")
        return value
    }

    /// - Parameter asks: within how many seconds the server finds in Creatio what happened there, without a process that tells it.
    @discardableResult
    private func eventually<Value: Sendable>(
        _ name: String, foundWithin asks: Int = 0, _ look: () async throws -> Value?
    ) async throws -> Value {
        let start = ContinuousClock.now
        let patience = (isReal ? Self.patienceWithPeople : Self.patience) + .seconds(asks)
        if asks > 15 {
            Output.line(
                "    Creatio is asked every \(asks) seconds; its business process would tell at once.")
        }
        while ContinuousClock.now - start < patience {
            if let value = try await look() {
                Output.line("ok  \(name)  (\(Self.seconds(ContinuousClock.now - start)))")
                return value
            }
            try await Task.sleep(for: Self.betweenLooks)
        }
        throw Failed(words: "\(name): not within \(patience.components.seconds) seconds.")
    }

    private static func seconds(_ duration: Duration) -> String {
        duration.formatted(.units(allowed: [.seconds], width: .narrow, fractionalPart: .show(length: 2)))
    }
}
