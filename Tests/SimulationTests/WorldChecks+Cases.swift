import Casewire
import TestSupport

extension WorldChecks {
    /// Each session has its one case, and its thread there: whole, once, in order, with times that rise.
    mutating func checkCases() {
        for session in sessions {
            let own = cases.filter {
                $0.text("Symptoms")?.contains("Ticket: #\(session.ticket)</p>") ?? false
            }
            let belongs = world.settings.cases == .everyConversation || session.handoff != nil
            if own.count > 1 { note(.doubledCase, "\(own.count) cases of #\(session.ticket)") }
            if belongs && own.isEmpty { note(.lost, "the case of #\(session.ticket)") }
            guard let id = own.first?.id("Id") else { continue }
            checkThread(of: session, in: id)
            checkTasks(of: session, in: id)
        }
    }

    private mutating func checkThread(of session: Session, in caseID: String) {
        let rows = activities.filter {
            $0.id("CaseId") == caseID && $0.id("OwnerId") == MemoryCreatio.integration
                && $0.id("StatusId") == SimulatedWorld.completed && $0.id("ActivityCategoryId") != nil
                && !($0.text("Title") ?? "").hasPrefix("Reply by text")
        }
        let starts = rows.map { $0.moment("StartDate") ?? Timestamp(milliseconds: 0) }
        if zip(starts, starts.dropFirst()).contains(where: { $0 >= $1 }) {
            note(.reordered, "activities of #\(session.ticket) do not start one after the other")
        }
        let link = "View session in Casewire: https://support.example.com/sessions/\(session.id)\n\n"
        var notes = 0
        let thread = rows.compactMap { row -> String? in
            let text = row.text("DetailedResult") ?? ""
            if text.hasPrefix("Summary: ") {
                notes += 1
                return nil
            }
            return text.hasPrefix(link) ? String(text.dropFirst(link.count)) : text
        }
        let messages = kept.filter {
            $0.message.session == session.id && !fromCreatio.contains($0.message.id)
        }.map(\.message.text)
        if thread != messages {
            let isSame = thread.sorted() == messages.sorted()
            let promise: Promise =
                isSame ? .reordered : thread.count > messages.count ? .doubledActivity : .lost
            note(promise, "the case of #\(session.ticket) holds \(thread), the session \(messages)")
        }
        let handoffs = events.count { $0.session == session.id && $0.kind == "handoff" }
        if notes > handoffs { note(.doubledActivity, "\(notes) notes for \(handoffs) handoffs") }
        if notes == 0 && session.state == .handedOff { note(.lost, "the note of #\(session.ticket)") }
    }

    /// At most one task waits for a reply, and none after the end.
    private mutating func checkTasks(of session: Session, in caseID: String) {
        let open = activities.count {
            $0.id("CaseId") == caseID && ($0.text("Title") ?? "").hasPrefix("Reply by text")
                && $0.id("StatusId") == SimulatedWorld.notStarted
        }
        if open > (session.state == .handedOff ? 1 : 0) {
            note(.doubledActivity, "\(open) open tasks of #\(session.ticket), which is \(session.state)")
        }
    }
}
