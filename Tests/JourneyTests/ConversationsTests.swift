import Testing

struct ConversationsTests {
    @Test
    func `a quoted utterance may hold tabs, line ends and quotes`() {
        let document = "conversationId\tutterance\na\t\"one \"\"two\"\"\n\tthree\"\nb\tfive\na\tfour\nb\t  \n"
        #expect(Conversations.read(document) == [["one \"two\"\n\tthree", "four"], ["five"]])
    }

    @Test(.enabled(if: Conversations.areHere, "the test data is not here"))
    func `the data holds enough conversations`() throws {
        let conversations = try Conversations.load(400)
        #expect(conversations.count == 400)
        #expect(conversations.contains { $0.contains { $0.contains("\n") } })
        #expect(conversations.joined().allSatisfy { !$0.isEmpty })
    }
}
