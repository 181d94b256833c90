import FoundationEssentials
package import Logging
import Synchronization

/// All that the carrier remembers: texts by phone and by identifier, numbers, services, blocks and alerts.
///
/// In memory, and in a journal where the configuration names a folder. Every change is one step under one lock.
package final class CarrierStore: Sendable {
    /// One line of the journal: the whole of what was kept, the last of its kind being what counts.
    enum Entry: Codable, Sendable {
        case message(CarrierMessage)
        case deleted(sid: String)
        case number(CarrierNumber)
        case service(CarrierService)
        case block(phone: String, number: String, isBlocked: Bool)
    }

    struct State {
        var messages: [CarrierMessage?] = []
        var indexBySid: [String: Int] = [:]
        var indicesByPhone: [String: [Int]] = [:]
        var numbers: [CarrierNumber] = []
        var services: [CarrierService] = []
        var blocks: Set<String> = []
        var alerts: [CarrierAlert] = []
    }

    /// The error log keeps this many of the newest alerts.
    package static let alertLimit = 1_000

    let state = Mutex(State())
    private let journal: Journal<Entry>?
    private let logger: Logger

    /// Reads the journal of the folder, where one is given, and shortens it to what still counts.
    package init(folder: String?, logger: Logger) throws {
        self.logger = logger
        journal = try folder.map { try Journal(file: "carrier.jsonl", folder: $0) }
        guard let journal else { return }
        let entries = try journal.entries()
        let kept: [Entry] = state.withLock { state in
            for entry in entries { Self.apply(entry, to: &state) }
            return state.numbers.map(Entry.number) + state.services.map(Entry.service)
                + state.messages.compactMap { $0 }.map(Entry.message)
                + state.blocks.sorted().compactMap { key in
                    let parts = key.split(separator: " ").map(String.init)
                    return parts.count == 2 ? .block(phone: parts[0], number: parts[1], isBlocked: true) : nil
                }
        }
        try journal.rewrite(kept)
    }

    /// Makes one change: `body` sees the state and returns what to keep of it in the journal.
    func change<Value>(_ body: (inout State) throws -> (Value, [Entry])) rethrows -> Value {
        try state.withLock { state in
            let (value, entries) = try body(&state)
            for entry in entries { keep(entry) }
            return value
        }
    }

    private func keep(_ entry: Entry) {
        guard let journal else { return }
        do {
            try journal.append(entry)
        } catch {
            logger.error("The simulated carrier could not keep its state", metadata: ["error": "\(error)"])
        }
    }

    private static func apply(_ entry: Entry, to state: inout State) {
        switch entry {
        case .message(let message):
            if let index = state.indexBySid[message.sid] {
                state.messages[index] = message
            } else {
                insert(message, into: &state)
            }
        case .deleted(let sid): remove(sid, from: &state)
        case .number(let number): put(number, into: &state)
        case .service(let service): put(service, into: &state)
        case .block(let phone, let number, let isBlocked):
            let key = blockKey(phone, number)
            if isBlocked { state.blocks.insert(key) } else { state.blocks.remove(key) }
        }
    }

    /// Gives the text its position, which is that of its place in the list of all.
    @discardableResult
    static func insert(_ message: CarrierMessage, into state: inout State) -> CarrierMessage {
        var message = message
        let index = state.messages.count
        message.position = index + 1
        state.messages.append(message)
        state.indexBySid[message.sid] = index
        state.indicesByPhone[message.phone, default: []].append(index)
        return message
    }

    static func remove(_ sid: String, from state: inout State) {
        guard let index = state.indexBySid.removeValue(forKey: sid) else { return }
        if let phone = state.messages[index]?.phone {
            state.indicesByPhone[phone]?.removeAll { $0 == index }
        }
        state.messages[index] = nil
    }

    static func put(_ number: CarrierNumber, into state: inout State) {
        if let index = state.numbers.firstIndex(where: { $0.sid == number.sid }) {
            state.numbers[index] = number
        } else {
            state.numbers.append(number)
        }
    }

    static func put(_ service: CarrierService, into state: inout State) {
        if let index = state.services.firstIndex(where: { $0.sid == service.sid }) {
            state.services[index] = service
        } else {
            state.services.append(service)
        }
    }

    static func blockKey(_ phone: String, _ number: String) -> String { "\(phone) \(number)" }
}
