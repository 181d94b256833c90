import Casewire
import CasewireStorage
import Synchronization
import TestSupport

/// Compares what the outside itself holds at the end with what was put in: each promise that does not hold is a finding.
struct WorldChecks {
    enum Promise: String, Sendable, CaseIterable {
        case lost, answeredTwice, doubledCase, doubledActivity, reordered, notices, afterOptOut, unsettled,
            tooFast
    }

    struct Finding: Sendable, CustomStringConvertible {
        let promise: Promise
        let words: String
        var description: String { "\(promise.rawValue): \(words)" }
    }

    /// A message as the database has it at the end.
    struct Kept: Sendable {
        let message: Message
        let ticket: Int
        let phone: String
        let purpose: String?
        let calledUnknownAt: Timestamp?
        let wasUnknown: Bool
    }

    let world: SimulatedWorld
    let sessions: [Session]
    let kept: [Kept]
    let events: [(session: Session.ID, kind: String, title: String)]
    /// What the carrier truly has, in its order.
    let taken: [SimulatedCarrier.Taken]
    let refused: [String]
    let cases: [RowValues]
    let activities: [RowValues]
    let links: [Session.ID: CaseLink]
    /// Messages that reps wrote in Creatio.
    let fromCreatio: Set<Message.ID>
    private(set) var findings: [Finding] = []

    init(_ world: SimulatedWorld) async throws {
        self.world = world
        let read = try world.executor.elsewhere { [database = world.database] in
            try await database.read { snapshot in
                let sessions = try snapshot.rows("SELECT id FROM session ORDER BY ticket").compactMap { row in
                    try snapshot.session(try row["id"])
                }
                let kept = try snapshot.rows(
                    """
                    SELECT message.*, session.ticket, contact.phone, was_unknown.called_at AS unknown_at,
                        was_unknown.message_id IS NOT NULL AS was_unknown
                    FROM message JOIN session ON session.id = message.session_id
                    JOIN contact ON contact.id = message.contact_id
                    LEFT JOIN was_unknown ON was_unknown.message_id = message.id
                    ORDER BY session.ticket, message.position
                    """
                ).map { row in
                    guard let message = try snapshot.message(try row["id"]) else { throw Died() }
                    return Kept(
                        message: message, ticket: try row["ticket"], phone: try row["phone"],
                        purpose: try row["purpose"], calledUnknownAt: try row["unknown_at"],
                        wasUnknown: try row["was_unknown"])
                }
                let events = try snapshot.rows("SELECT * FROM event ORDER BY position").map {
                    (
                        session: try $0["session_id"] as Session.ID, kind: try $0["kind"] as String,
                        title: try $0["title"] as String
                    )
                }
                var links: [Session.ID: CaseLink] = [:]
                for session in sessions { links[session.id] = try snapshot.caseLink(of: session.id) }
                let replies: [Message.ID] = try snapshot.rows(
                    "SELECT id FROM message WHERE activity_id IS NOT NULL"
                ).map { try $0["id"] }
                return (sessions, kept, events, links, Set(replies))
            }
        }
        (sessions, kept, events, links, fromCreatio) = read
        taken = world.carrier.taken.filter { !$0.isLost }
        refused = world.carrier.state.withLock { $0.refused }
        cases = await world.site.creatio.rows("Case")
        activities = await world.site.creatio.rows("Activity")
    }

    mutating func run(left: [String]) {
        for words in left { note(.unsettled, words) }
        checkInbound()
        checkPositions()
        checkPhones()
        checkOrderOnPhones()
        checkRate()
        checkReplies()
        checkNotices()
        checkOptOuts()
        checkCases()
    }

    mutating func note(_ promise: Promise, _ words: String) {
        findings.append(Finding(promise: promise, words: words))
    }

    /// Every text that was answered with success is in one session, once.
    private mutating func checkInbound() {
        for text in world.texts {
            let found = kept.filter { $0.message.direction == .inbound && $0.message.providerID == text.id }
            if text.acknowledged != nil && found.isEmpty { note(.lost, "the inbound \(text.body)") }
            if found.count > 1 {
                note(.answeredTwice, "the inbound \(text.body) is kept \(found.count) times")
            }
        }
    }

    private mutating func checkPositions() {
        for session in sessions {
            let own = kept.filter { $0.message.session == session.id }.map(\.message.position)
            if own != Array(1..<own.count + 1) || session.position != own.count {
                note(.reordered, "positions of #\(session.ticket) are \(own), its own \(session.position)")
            }
        }
    }

    /// What was not refused is with the carrier, once.
    private mutating func checkPhones() {
        for one in kept where one.message.direction == .outbound {
            let count = taken.count { $0.message == one.message.id.rawValue }
            let words = "\(one.message.state): \(one.message.text)"
            if count > 1 { note(.answeredTwice, "on the phone \(count) times, \(words)") }
            if one.message.state == .failed ? count == 1 : count == 0 {
                note(.lost, "on the phone \(count) times, \(words)")
            }
        }
        let known = Set(kept.map(\.message.id.rawValue))
        for text in taken where !known.contains(text.message) {
            note(.answeredTwice, "unknown text \(text.body)")
        }
        var answers: [String: Int] = [:]
        for one in kept
        where one.message.author == .agent && taken.contains(where: { $0.message == one.message.id.rawValue })
        {
            for mark in Marks.all(one.message.text) { answers[mark, default: 0] += 1 }
        }
        for (mark, count) in answers where count > 1 { note(.answeredTwice, "\(mark), \(count) times") }
        for session in sessions where session.state == .agent { checkAnswered(session) }
    }

    /// Nothing waits for the agent at the end.
    private mutating func checkAnswered(_ session: Session) {
        let own = kept.filter { $0.message.session == session.id }
        guard let last = own.last, last.message.author == .customer else { return }
        let words = last.message.text
        let isTurn = events.contains { $0.session == session.id && $0.kind == "turn" }
        if words.contains("parcel") && !isTurn && !hasOptedOut(last.phone) {
            note(.lost, "no turn was made for \(words)")
        }
    }

    func hasOptedOut(_ phone: String) -> Bool {
        world.texts.contains {
            $0.phone == phone && ["STOP", "please stop texting me", "baja"].contains($0.body)
        }
    }

    /// In the order of the thread, but for texts whose outcome was unknown and that were held for three minutes.
    private mutating func checkOrderOnPhones() {
        for phone in SimulatedWorld.phones {
            let order = taken.filter { $0.phone == phone }.compactMap { text in
                kept.first { $0.message.id.rawValue == text.message }.map { (text: text, kept: $0) }
            }
            for (index, later) in order.enumerated() {
                for earlier in order.prefix(index)
                where (later.kept.ticket, later.kept.message.position)
                    < (earlier.kept.ticket, earlier.kept.message.position)
                {
                    let isAllowed =
                        later.kept.wasUnknown
                        && earlier.text.at - (later.kept.calledUnknownAt ?? earlier.text.at) >= .seconds(165)
                    if !isAllowed {
                        note(
                            .reordered,
                            "“\(earlier.text.body)” came to \(phone) at \(earlier.text.at - SimulatedWorld.start) before “\(later.text.body)” at \(later.text.at - SimulatedWorld.start), unknown \(later.kept.wasUnknown) since \((later.kept.calledUnknownAt ?? SimulatedWorld.start) - SimulatedWorld.start)"
                        )
                    }
                }
            }
        }
    }

    /// No text was begun before the rate of the number allowed it, whichever node began it.
    private mutating func checkRate() {
        guard let rate = world.number.segmentsPerSecond.flatMap(SendRate.init(segmentsPerSecond:)) else {
            return
        }
        let begun = kept.compactMap { one in one.message.calledAt.map { (at: $0, message: one.message) } }
            .sorted { $0.at < $1.at }
        for (before, after) in zip(begun, begun.dropFirst())
        where after.at - before.at < rate.time(for: before.message.segments) {
            note(.tooFast, "“\(after.message.text)” \(after.at - before.at) after “\(before.message.text)”")
        }
    }

    /// What a person wrote was sent once; what nobody meant to send was not.
    private mutating func checkReplies() {
        for reply in world.repReplies {
            let sent = taken.filter { text in reply.marks.contains { Marks.all(text.body).contains($0) } }
            if sent.count > 1 { note(.answeredTwice, "the rep's \(reply.marks) \(sent.map(\.body))") }
            let phone = phone(ofCase: reply.caseID)
            // Nobody looks at a closed case unless a process there says that something happened.
            let isSeen = reply.isTask || session(ofCase: reply.caseID)?.state != .resolved
            if sent.isEmpty && isSeen && !wasRefused(reply.marks) && !(phone.map(hasOptedOut) ?? true) {
                note(.lost, "the rep's \(reply.marks) on \(reply.activity)")
            }
        }
        for reply in world.operatorReplies {
            let sent = taken.filter { Marks.all($0.body).contains(reply.mark) }
            if sent.count > 1 { note(.answeredTwice, "the operator's \(reply.mark)") }
            let phone = kept.first { $0.message.contact == reply.contact }?.phone
            if sent.isEmpty && reply.isKept && !wasRefused([reply.mark]) && !(phone.map(hasOptedOut) ?? true)
            {
                note(.lost, "the operator's \(reply.mark)")
            }
        }
        let written = Set(world.repReplies.flatMap(\.marks) + world.operatorReplies.map(\.mark))
        for one in kept
        where one.message.author == .rep && Marks.all(one.message.text).allSatisfy({ !written.contains($0) })
        {
            note(.answeredTwice, "nobody wrote “\(one.message.text)”")
        }
    }

    private func wasRefused(_ marks: [String]) -> Bool {
        kept.contains { one in
            marks.contains { Marks.all(one.message.text).contains($0) }
                && refused.contains(one.message.id.rawValue)
        }
    }

    private func session(ofCase id: String) -> Session? {
        let link = links.values.first { $0.caseID == id }
        return sessions.first { $0.id == link?.session }
    }

    private func phone(ofCase id: String) -> String? {
        guard let session = session(ofCase: id) else { return nil }
        return kept.first { $0.message.session == session.id }?.phone
    }

    /// One notice for each handoff that was not a take-over, and none else.
    private mutating func checkNotices() {
        for session in sessions {
            let own = events.filter { $0.session == session.id && $0.kind == "handoff" }
            let byThemselves = own.count { !$0.title.contains("by hand") }
            let notices = kept.filter { $0.message.session == session.id && $0.purpose == "notice" }
            let isIn = byThemselves...own.count
            if !isIn.contains(notices.count),
                !(notices.count < byThemselves && notices.first.map { hasOptedOut($0.phone) } ?? true)
            {
                note(.notices, "\(notices.count) for \(own.map(\.title)) in #\(session.ticket)")
            }
        }
    }

    /// After an opt-out was answered with success, no call is begun but that of its one confirmation.
    ///
    /// One whose last look at the consent was kept in the very instant before the opt-out was may cross it.
    private mutating func checkOptOuts() {
        for phone in SimulatedWorld.phones {
            let words = world.texts.filter { $0.phone == phone && $0.acknowledged != nil }
            let outs = words.filter { ["STOP", "please stop texting me", "baja"].contains($0.body) }
            for out in outs {
                guard let from = out.acknowledged, let at = out.acknowledgedAt else { continue }
                let until =
                    words.filter { $0.body == "START" && ($0.acknowledged ?? 0) > (out.begun ?? 0) }
                    .compactMap(\.begun).min() ?? Int.max
                let after = taken.filter { text in
                    text.phone == phone && text.begun > from && text.at > at && text.begun < until
                        && kept.first { $0.message.id.rawValue == text.message }?.purpose != "consent"
                }
                for text in after {
                    note(
                        .afterOptOut,
                        """
                        “\(text.body)” at step \(text.begun) after \(out.body) at step \(from) to \(phone), who wrote \
                        \(words.map { "\($0.body) (\($0.begun ?? 0)–\($0.acknowledged ?? 0))" })
                        """)
                }
            }
            let confirmations = taken.count { text in
                text.phone == phone
                    && kept.first { $0.message.id.rawValue == text.message }?.purpose == "consent"
            }
            if confirmations > outs.count { note(.afterOptOut, "\(confirmations) confirmations to \(phone)") }
        }
    }
}
