import Casewire
import CasewireConnectors
import CasewireSandbox
import TestSupport

/// A conversation from its first text to its end at one site, with what goes wrong on the way; throws where anything is amiss.
struct SiteJourney {
    let stage: SiteStage
    let way: SandboxBench.Way

    private var world: World { stage.world }
    private static let reply = "We're on it: \"parcel 7\" left, price < 3 & paid."
    private static let long =
        "My parcel didn't arrive, it said \"left\" 📦 & <b>nothing</b> on Tuesday; "
        + String(repeating: "x", count: 600)

    func run() async throws {
        try await refuseStrangers()
        try await stage.connect()
        try await talk()
        try await handOff()
        try await expireSignIn()
        try await takeReply()
        try await loseRight()
        try await loseAnswer()
        try await resolve()
        try await expectWhole()
    }

    /// Wrong credentials are told as such, whatever the refusal looks like.
    private func refuseStrangers() async throws {
        do {
            _ = try await stage.stranger.describe()
            throw JourneyProblem(description: "wrong credentials were taken")
        } catch let failure as CaseSystemFailure {
            guard case .signInRefused = failure else {
                throw JourneyProblem(description: "wrong credentials: \(failure)")
            }
        }
    }

    /// The contact has lost its number since Casewire made it, so that its id is taken.
    private func talk() async throws {
        let contact = RowChange(
            .create, "Contact", id: DerivedID.make("contact/\(World.customer)"),
            values: ["Name": .text("Customer")])
        let outcomes = try await stage.site.write([contact])
        try stage.require(SandboxBench.kind(of: outcomes[0]) == "done", "contact: \(outcomes)")
        try await world.receive(Self.long)
        try await stage.until("synced after the first text") {
            let texts = try await world.messages().count
            guard texts == 2, try await stage.isSynced() else { return false }
            return try await stage.cases().first?.activities.count == 2
        }
        let found = try await stage.cases()
        try stage.require(found.count == 1 && found[0].ContactId == contact.id, "case: \(found)")
    }

    private func handOff() async throws {
        try await world.receive("I need to speak with a person about order AB123456")
        try await stage.until("handed off with note, fields and an open task") {
            guard let found = try await stage.cases().first, try await stage.isSynced() else { return false }
            return found.activities.count(where: \.isOpen) == 1 && found.UsrOrderNumber == "AB123456"
                && found.activities.contains { $0.DetailedResult?.contains("Reasons:") == true }
        }
        let found = try await stage.cases()[0]
        try stage.require(found.Priority == "High", "priority \(found.Priority ?? "none")")
        try stage.require(found.Subject?.hasPrefix("SMS from \(World.customer)") == true, "subject")
        try stage.require(found.Symptoms?.contains("<b>waits") == false, "unescaped: \(found.Symptoms ?? "")")
    }

    /// The sign-in ends while it is used; with cookies then the guard of writes as well.
    private func expireSignIn() async throws {
        try await stage.order(#"{"kind":"expire_token"}"#)
        try await text("Hello?")
        guard way.isUser else { return }
        try await stage.order(#"{"kind":"expire_token","path":"BPMCSRF"}"#)
        try await text("Anybody?")
    }

    /// What the rep writes is texted once, and what became of it is on the task.
    private func takeReply() async throws {
        let found = try await stage.cases()[0]
        let task = found.activities.last(where: \.isOpen)?.Id
        let quoted = Self.reply.replacing("\"", with: "\\\"")
        try await stage.order(#"{"caseId":"\#(found.Id)","text":"\#(quoted)"}"#, at: "/sandbox/replies")
        if !stage.usesProcesses { world.clock.advance(by: .seconds(14)) }  // A poll is near.
        try await stage.until("the reply on the phone") { await world.textsSent.contains(Self.reply) }
        guard let message = try await world.messages().last(where: { $0.author == .rep }) else {
            throw JourneyProblem(description: "no reply is kept")
        }
        try await world.receipt("delivered", for: message)
        try await stage.until("the outcome on the task") {
            try await stage.cases()[0].activities.first { $0.Id == task }?.Title?.contains("Delivered")
                == true
        }
        try await text("Thank you, and one more thing")
        try stage.require(try await stage.cases()[0].activities.count(where: \.isOpen) == 1, "no next task")
    }

    /// A right that is taken away is named, and nothing is lost when it comes back.
    private func loseRight() async throws {
        try await stage.order(#"{"kind":"deny","path":"Activity/add"}"#)
        try await world.receive("Are you there?")
        try await stage.until("shown as failed", within: 20) { try await stage.link()?.sync == .failed }
        let error = try await stage.link()?.error ?? ""
        try stage.require(error.contains("Object permissions → Activity"), "error: \(error)")
        try await stage.endFaults()
        world.clock.advance(by: .seconds(301))
        try await stage.until("synced with the right") { try await stage.isSynced() }
    }

    /// A write is stored, and its answer is an error of a gateway.
    private func loseAnswer() async throws {
        let path = "\(way.flavour.prefix)/odata/"
        try await stage.order(
            #"{"kind":"timeout_after_success","path":"\#(path)$batch","count":1,"seconds":0}"#)
        try await text("One last thing")
        try await stage.endFaults()
    }

    /// The rep throws the open task away, and resolves the case.
    private func resolve() async throws {
        let found = try await stage.cases()[0]
        guard let task = found.activities.last(where: \.isOpen)?.Id else {
            throw JourneyProblem(description: "no open task")
        }
        let removal = try await stage.site.write([RowChange(.delete, "Activity", id: task, values: [:])])
        try stage.require(SandboxBench.kind(of: removal[0]) == "done", "removal: \(removal)")
        try await stage.order(#"{"status":"Resolved"}"#, at: "/sandbox/cases/\(found.Id)/status")
        if !stage.usesProcesses { world.clock.advance(by: .seconds(60)) }
        try await stage.until("resolved", within: 130) { try await world.session().state == .resolved }
        try await stage.until("synced at the end") { try await stage.isSynced() }
    }

    /// One case, each text once and in order, one reply.
    private func expectWhole() async throws {
        let all = try await stage.cases()
        try stage.require(all.count == 1 && all[0].Status == "Resolved", "cases: \(all.map(\.Status))")
        let activities = all[0].activities
        for message in try await world.messages() {
            let count = activities.count { $0.DetailedResult?.hasSuffix(message.text) == true }
            try stage.require(count == 1, "\(message.text.prefix(20)) is there \(count) times")
        }
        let starts = activities.map { $0.StartDate.prefix { $0 != "Z" } }
        try stage.require(starts == starts.sorted() && Set(starts).count == starts.count, "starts: \(starts)")
        try stage.require(
            await world.textsSent.count { $0 == Self.reply } == 1, "the reply was not sent once")
    }

    /// A text of the customer becomes an activity.
    private func text(_ text: String) async throws {
        try await world.receive(text)
        try await stage.until("an activity “\(text)”") {
            guard try await stage.isSynced() else { return false }
            return try await stage.cases()[0].activities.count { $0.DetailedResult == text } == 1
        }
    }
}
