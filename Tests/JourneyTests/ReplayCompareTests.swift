import Testing

/// The comparison itself: it finds what is lost, doubled or out of order.
struct ReplayCompareTests {
    private static let conversation = Replay.Conversation(
        phone: "+12125551000", texts: ["hello", "ok", "ok", "bye"])

    private static func compare(_ activities: [String], notices: Int = 1) -> Replay.Finding {
        let made: JSON = [
            "Subject": "SMS from +12125551000: hello",
            "activities": .array(activities.map { ["DetailedResult": .string($0), "Status": "Completed"] }),
        ]
        let notice = Carrier.Text(toPhone: true, body: ServerProcess.notice, sid: "", status: "")
        return Replay.compare(conversation, texts: Array(repeating: notice, count: notices), cases: [made])
    }

    private static let first = "View session in Casewire\nhttp://127.0.0.1/sessions/1\n\nhello"

    @Test
    func `a whole conversation is good`() {
        let finding = Self.compare([Self.first, "ok", "Summary: hello", "ok", "bye", ServerProcess.notice])
        #expect(finding.isGood)
    }

    @Test
    func `a lost text is found`() {
        #expect(Self.compare([Self.first, "ok", "bye", ServerProcess.notice]).lost == ["ok"])
    }

    @Test
    func `a doubled text is found`() {
        let finding = Self.compare([Self.first, "ok", "ok", "ok", "bye", ServerProcess.notice])
        #expect(finding.doubled == ["ok"])
    }

    @Test
    func `texts out of order are found`() {
        #expect(Self.compare([Self.first, "bye", "ok", "ok", ServerProcess.notice]).reordered > 0)
    }

    @Test
    func `a missing or second notice is found`() {
        let whole = [Self.first, "ok", "ok", "bye"]
        #expect(!Self.compare(whole, notices: 0).isGood)
        #expect(!Self.compare(whole + [ServerProcess.notice, ServerProcess.notice], notices: 2).isGood)
    }
}
