import Foundation
import Testing

/// One customer's way through the whole program, with every promise checked where it falls due.
struct Walk {
    let stage: Stage
    let phone: String
    var handsOffByAPI = false
    /// Whether the server runs with the setup of these tests, so that its words and fields are known.
    var knowsSetup = false
    /// Whether a case exists from the first text on.
    var liveCase = true

    static let question = "Hello, how do I return something I bought?"
    static let request = "I need to speak with a person. It is about order HO123456"
    static let plainRequest = "I need to speak with a person"
    static let reply = "Hello, this is the service desk. Your label for order HO123456 is on its way."
    static let thanks = "Great. And when does the money come back?"

    /// Walks, and returns what reached the phone: an answer, a notice and a rep's reply if all is well.
    func run() async throws -> [String] {
        let answer = try await ask()
        let (session, notice) = try await handOff(after: answer)
        let found = try await readCase(of: session)
        try await reply(on: found)
        try await answerBack(on: found)
        try await resolve(found)

        #expect(try await stage.creatio.cases(of: phone).count == 1)
        #expect(try await stage.sessions(of: phone).count == 1)
        let received = try await stage.carrier.received(by: phone)
        #expect(received == [answer, notice, Self.reply])
        return received
    }

    /// A text in, one answer out.
    private func ask() async throws -> String {
        try await stage.text(from: phone, Self.question)
        let answer = try await eventually("an answer on the phone") {
            try await stage.carrier.received(by: phone).first
        }
        #expect(answer.localizedCaseInsensitiveContains("return"))
        let session = try await stage.session(of: phone, in: "agent")
        #expect(session["contact"]["phone"].text == phone)
        #expect(session["handoff"] == .null)
        if liveCase {
            _ = try await eventually("a case from the first text on") {
                try await stage.creatio.cases(of: phone).first
            }
        } else {
            #expect(try await stage.creatio.cases(of: phone).isEmpty)
        }
        return answer
    }

    /// The handoff, and the one notice of it.
    private func handOff(after answer: String) async throws -> (session: JSON, notice: String) {
        if handsOffByAPI {
            let id = try await stage.session(of: phone, in: "agent")["id"].text
            try await stage.api("POST", "sessions/\(id)/handoff", json: [:])
        } else {
            try await stage.text(from: phone, knowsSetup ? Self.request : Self.plainRequest)
        }
        let notice = try await eventually("a notice on the phone") {
            try await stage.carrier.received(by: phone).dropFirst().first
        }
        if knowsSetup { #expect(notice.contains(ServerProcess.notice)) }
        let session = try await stage.session(of: phone, in: "handed_off")
        let reasons = session["handoff"]["reasons"].items.map(\.text)
        #expect(reasons == [handsOffByAPI ? "operator" : "user_requested"])
        _ = try await eventually("a summary of the conversation") {
            let now = try await stage.sessions(of: phone).first
            return now?["handoff"]["summary"].text.isEmpty == false ? true : nil
        }
        return (session, notice)
    }

    /// The case as a rep finds it.
    private func readCase(of session: JSON) async throws -> JSON {
        let id = session["id"].text
        let found = try await eventually("the case has the whole conversation and an open reply task") {
            let cases = try await stage.creatio.cases(of: phone)
            let activities = cases.first?.activities ?? []
            let texts = try await stage.carrier.texts(of: phone)
            return cases.count == 1 && activities.contains(where: \.isOpenTask)
                && texts.allSatisfy { text in
                    activities.contains { $0["DetailedResult"].text.hasSuffix(text.body) }
                }
                ? cases.first : nil
        }
        let link = "\(stage.server)/sessions/\(id)"
        #expect(found["Subject"].text.hasPrefix("SMS from \(phone)"))
        #expect(found["Symptoms"].text.contains(phone))
        #expect(found["Symptoms"].text.contains(session["ticket"].digits))
        #expect(!found["ContactId"].text.isEmpty)
        let first = try #require(found.activities.first)
        #expect(first.allTexts.contains { $0.contains("View session in Casewire") && $0.contains(link) })
        #expect(found.activities.dropFirst().allSatisfy { !$0["DetailedResult"].text.contains(link) })

        let note = found.activities.first { activity in
            ["Summary:", "Reasons:", "Sentiment:", "Language:"].allSatisfy {
                activity["DetailedResult"].text.contains($0)
            }
        }
        #expect(note != nil, "There is no handoff note.")
        try await expectEachTextOnce(in: found)
        if knowsSetup {
            _ = try await eventually("the order number in its field", within: .seconds(10)) {
                let now = try await stage.creatio.cases(of: phone).first
                return now?["UsrOrderNumber"].text == "HO123456" ? true : nil
            }
        }
        let shown = try await eventually("the API shows the case as synced") {
            let one = try await stage.api("GET", "sessions/\(id)")
            return one["case"]["sync"].text == "synced" ? one["case"] : nil
        }
        #expect(shown["id"].text.lowercased() == found["Id"].text.lowercased())
        #expect(shown["number"].text == found["Number"].text)
        return found
    }

    /// Every text on the phone is one activity, in the order in which it came.
    private func expectEachTextOnce(in found: JSON) async throws {
        let texts = try await stage.carrier.texts(of: phone).map(\.body)
        let finished = found.activities.filter { !$0.isOpenTask }.map { $0["DetailedResult"].text }
        let positions = texts.map { text in finished.indices.filter { finished[$0].hasSuffix(text) } }
        #expect(positions.map(\.count) == texts.map { _ in 1 }, "Activities: \(finished)")
        #expect(positions.compactMap(\.first) == positions.compactMap(\.first).sorted())
    }

    /// What the rep writes reaches the phone once, and what became of it is on the task.
    private func reply(on found: JSON) async throws {
        let task = try #require(found.activities.last { $0.isOpenTask })
        try await stage.creatio.reply(on: found["Id"].text, Self.reply)
        _ = try await eventually("the rep's reply on the phone", within: .seconds(40)) {
            try await stage.carrier.received(by: phone).contains(Self.reply) ? true : nil
        }
        _ = try await eventually("what became of the reply, on its task") {
            let now = try await stage.creatio.cases(of: phone).first?.activities.first {
                $0["Id"] == task["Id"]
            }
            return now?.allTexts.contains { $0.localizedCaseInsensitiveContains("delivered") } == true
                ? true : nil
        }
        #expect(try await stage.carrier.received(by: phone).filter { $0 == Self.reply }.count == 1)
    }

    /// The customer's answer becomes an activity and opens the next task; the agent stays silent.
    private func answerBack(on found: JSON) async throws {
        let before = try await stage.carrier.received(by: phone).count
        try await stage.text(from: phone, Self.thanks)
        _ = try await eventually("the answer as an activity, and one open task") {
            let activities = try await stage.creatio.cases(of: phone).first?.activities ?? []
            return activities.filter { $0["DetailedResult"].text == Self.thanks }.count == 1
                && activities.filter(\.isOpenTask).count == 1 ? true : nil
        }
        #expect(try await stage.carrier.received(by: phone).count == before)
    }

    /// A rep's resolving of the case resolves the session.
    private func resolve(_ found: JSON) async throws {
        try await stage.creatio.setStatus(of: found["Id"].text, to: "Resolved")
        _ = try await stage.session(of: phone, in: "resolved", within: .seconds(40))
    }
}
