import Testing

@testable import CasewireStorage

@Suite struct ChangeMessageTests {
    @Test func `what is told is understood, in messages that are short enough`() {
        let changes = Set((0..<1000).map { Change(topic: "session", id: "0190-\($0)-\("x" + String($0))") })

        let texts = ChangeMessage.texts(of: .changes(changes))

        #expect(texts.count > 1)
        #expect(texts.allSatisfy { $0.utf8.count < 8000 })
        var understood: Set<Change> = []
        for text in texts {
            guard case .changes(let some) = ChangeMessage.batch(of: text) else {
                Issue.record("\(text.prefix(50))")
                continue
            }
            understood.formUnion(some)
        }
        #expect(understood == changes)
    }

    @Test func `a change without an identifier is told, too`() {
        let changes: Set = [Change(topic: "jobs", id: "")]
        #expect(
            ChangeMessage.texts(of: .changes(changes)).map(ChangeMessage.batch(of:)) == [.changes(changes)])
    }

    @Test func `what can't be told, or isn't understood, is read anew`() {
        #expect(ChangeMessage.texts(of: .reread).map(ChangeMessage.batch(of:)) == [.reread])
        #expect(ChangeMessage.texts(of: .changes([Change(topic: "a", id: "1\n2")])) == ["*"])
        #expect(
            ChangeMessage.texts(of: .changes([Change(topic: "a", id: String(repeating: "x", count: 9000))]))
                == ["*"])
        #expect(ChangeMessage.batch(of: "something new") == .reread)
    }
}
