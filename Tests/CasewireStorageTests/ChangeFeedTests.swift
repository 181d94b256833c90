import CasewireStorage
import Testing

@Suite struct ChangeFeedTests {
    private let feed = ChangeFeed()

    @Test func `changes are merged until they are taken`() async {
        var batches = feed.subscribe().makeAsyncIterator()

        feed.publish(.changes([change(1), change(2)]))
        feed.publish(.changes([change(2), change(3)]))
        #expect(await batches.next() == .changes([change(1), change(2), change(3)]))

        feed.publish(.changes([change(4)]))
        #expect(await batches.next() == .changes([change(4)]))
    }

    @Test func `each subscriber gets what came after it subscribed`() async {
        var early = feed.subscribe().makeAsyncIterator()
        feed.publish(.changes([change(1)]))
        var late = feed.subscribe().makeAsyncIterator()
        feed.publish(.changes([change(2)]))

        #expect(await early.next() == .changes([change(1), change(2)]))
        #expect(await late.next() == .changes([change(2)]))
    }

    @Test func `a subscriber that is too far behind reads everything again`() async {
        var batches = feed.subscribe().makeAsyncIterator()

        for number in 0..<ChangeFeed.largestBatch { feed.publish(.changes([change(number)])) }
        feed.publish(.changes([change(ChangeFeed.largestBatch)]))
        #expect(await batches.next() == .reread)

        feed.publish(.changes([change(1)]))
        #expect(await batches.next() == .changes([change(1)]))
    }

    @Test func `as many changes as fit are all named`() async {
        var batches = feed.subscribe().makeAsyncIterator()
        let changes = Set((0..<ChangeFeed.largestBatch).map(change))

        for change in changes { feed.publish(.changes([change])) }

        #expect(await batches.next() == .changes(changes))
    }

    @Test func `reading again covers what else is pending`() async {
        var batches = feed.subscribe().makeAsyncIterator()

        feed.publish(.changes([change(1)]))
        feed.publish(.reread)
        feed.publish(.changes([change(2)]))

        #expect(await batches.next() == .reread)
    }

    @Test func `a subscriber that waits is woken`() async {
        await withTaskGroup(of: ChangeBatch?.self) { group in
            let batches = feed.subscribe()
            group.addTask { await batches.first { _ in true } }
            feed.publish(.changes([change(1)]))
            #expect(await group.next() == .changes([change(1)]))
        }
    }

    @Test func `no change at all wakes no one`() async {
        var batches = feed.subscribe().makeAsyncIterator()

        feed.publish(.changes([]))
        feed.publish(.changes([change(1)]))

        #expect(await batches.next() == .changes([change(1)]))
    }

    @Test func `a cancelled subscriber ends`() async {
        await withTaskGroup(of: Int.self) { group in
            let batches = feed.subscribe()
            group.addTask { await batches.reduce(0) { count, _ in count + 1 } }
            group.cancelAll()
            #expect(await group.next() == 0)
        }
    }

    private func change(_ number: Int) -> Change {
        Change(topic: "note", id: "\(number)")
    }
}
