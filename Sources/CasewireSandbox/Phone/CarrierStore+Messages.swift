package import FoundationEssentials
import Synchronization

extension CarrierStore {
    /// Keeps a new text and returns it with its position.
    @discardableResult
    package func insert(_ message: CarrierMessage) -> CarrierMessage {
        change { state in
            let kept = Self.insert(message, into: &state)
            return (kept, [.message(kept)])
        }
    }

    package func message(_ sid: String) -> CarrierMessage? {
        state.withLock { state in state.indexBySid[sid].flatMap { state.messages[$0] } }
    }

    /// Changes a text, if it is still there, and returns it as it is then. `body` returns false to leave it.
    @discardableResult
    package func update(
        _ sid: String, at time: Date, _ body: (inout CarrierMessage) -> Bool
    ) -> CarrierMessage? {
        change { state in
            guard let index = state.indexBySid[sid], var message = state.messages[index], body(&message)
            else {
                return (nil, [])
            }
            message.updatedAt = time
            state.messages[index] = message
            return (message, [.message(message)])
        }
    }

    package func delete(_ sid: String) {
        change { state in
            Self.remove(sid, from: &state)
            return ((), [.deleted(sid: sid)])
        }
    }

    /// The texts of one phone, or of all, in order; the newest `limit` of them.
    package func texts(
        phone: String?, number: String?, after position: Int = 0, limit: Int = 10_000
    ) -> [CarrierMessage] {
        state.withLock { state in
            var found: [CarrierMessage] = []
            func take(_ index: Int) -> Bool {
                guard index >= position else { return false }
                guard let message = state.messages[index] else { return true }
                if number == nil || message.businessNumber == number { found.append(message) }
                return found.count < limit
            }
            if let phone {
                for index in (state.indicesByPhone[phone] ?? []).reversed() where !take(index) { break }
            } else {
                for index in state.messages.indices.reversed() where !take(index) { break }
            }
            return found.reversed()
        }
    }

    /// The phones that have texts, the one with the newest text first.
    package func phones(limit: Int = 50) -> [String] {
        state.withLock { state in
            state.indicesByPhone
                .compactMap { phone, indices in indices.last.map { (phone, $0) } }
                .sorted { $0.1 > $1.1 }
                .prefix(limit).map(\.0)
        }
    }

    /// The texts whose life is not at its end, in order.
    package func unfinished() -> [CarrierMessage] {
        state.withLock { state in
            state.messages.compactMap { $0 }.filter { $0.awaitsWebhook || !$0.status.isFinal }
        }
    }

    /// The inbound texts whose webhook got no success answer, in order.
    package func missed() -> [CarrierMessage] {
        state.withLock { state in state.messages.compactMap { $0 }.filter { $0.missedWebhook == true } }
    }

    /// A page of the account's list, the newest first: those older than the text at `before`.
    package func page(
        _ filter: MessageFilter, before position: Int?, size: Int
    ) -> (messages: [CarrierMessage], hasMore: Bool) {
        state.withLock { state in
            var found: [CarrierMessage] = []
            let end = min(position.map { $0 - 1 } ?? state.messages.count, state.messages.count)
            let candidates: [Int]
            // One customer's texts are found by phone; a business number has nearly all of them.
            let phones = [filter.to, filter.from].compactMap { $0 }.filter { address in
                state.indicesByPhone[address] != nil && !state.numbers.contains { $0.number == address }
            }
            if let phone = phones.first {
                candidates = (state.indicesByPhone[phone] ?? []).filter { $0 < end }
            } else {
                candidates = Array(0..<max(0, end))
            }
            for index in candidates.reversed() {
                guard let message = state.messages[index], message.isListed, filter.admits(message) else {
                    continue
                }
                if found.count == size { return (found, true) }
                found.append(message)
            }
            return (found, false)
        }
    }
}
