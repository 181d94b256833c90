import Casewire
import CasewirePages
import CasewireStorage
import Foundation
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization

/// Turns committed changes into events, once for all browsers that listen.
///
/// Events are numbered. A browser that comes back names the last one it saw and gets what it missed, or is told to read
/// everything again (`reset`) when that is not known any more. A browser that cannot keep up is cut off, and comes back.
final class LiveHub: Service {
    /// Events held for browsers that come back.
    static let longestMemory = 256
    /// Events that wait for one browser before it is cut off.
    static let longestQueue = 128
    /// Sessions of one batch that are told one by one; more are a `reset`.
    static let largestBatch = 100
    /// Something is written this often, so that proxies and browsers see that the stream lives.
    static let heartbeatInterval = Duration.seconds(20)
    /// A stream ends after so many heartbeats (15 minutes); its browser comes back and shows its sign-in again.
    static let longestLife = 45

    private static let sessionTopic = Change.session(Session.ID(rawValue: "")).topic

    private struct Listener {
        let continuation: AsyncStream<ByteBuffer>.Continuation
        /// In which its rows are; nil for English.
        let language: String?
        var heartbeats = 0
    }

    /// An event as it is written, and where it has words, as it is written in other languages.
    private struct Event {
        let number: Int
        let bytes: ByteBuffer
        let translated: [String: ByteBuffer]

        func bytes(in language: String?) -> ByteBuffer {
            language.flatMap { translated[$0] } ?? bytes
        }
    }

    private struct State {
        var lastNumber = 0
        /// The newest events in order, without gaps up to `lastNumber`.
        var recent: [Event] = []
        var listeners: [Int: Listener] = [:]
        var nextListener = 0
        var isFinished = false
    }

    private let services: Services
    private let renderer: PageRenderer
    /// Tells the numbers of this run from those of an earlier one.
    private let epoch: String
    private let state = Mutex(State())
    private let presence = Presence()

    init(services: Services, renderer: PageRenderer) {
        self.services = services
        self.renderer = renderer
        epoch = String(services.random.identifier().suffix(12))
    }

    /// The newest event; a page takes it before it reads, and asks for what came after.
    var cursor: String { "\(epoch)-\(state.withLock { $0.lastNumber })" }

    /// How many browsers listen.
    var listenerCount: Int { state.withLock { $0.listeners.count } }

    // MARK: Listening

    struct Subscription: Sendable {
        let stream: AsyncStream<ByteBuffer>
        let end: @Sendable () -> Void
    }

    /// Begins a stream of events after the one named; without a name, from now on. Rows are in the language named, such as `es`.
    func subscribe(after cursor: String?, in language: String? = nil) -> Subscription {
        let (stream, continuation) = AsyncStream.makeStream(
            of: ByteBuffer.self, bufferingPolicy: .bufferingOldest(Self.longestQueue + Self.longestMemory))
        let id = state.withLock { state -> Int in
            continuation.yield(ByteBuffer(string: "retry: 3000\n\n"))
            if let cursor {
                let number = number(of: cursor)
                Self.catchUp(continuation, after: number, in: state, epoch: epoch, language: language)
            }
            guard !state.isFinished else {
                continuation.finish()
                return -1
            }
            state.nextListener += 1
            state.listeners[state.nextListener] = Listener(
                continuation: continuation, language: language)
            return state.nextListener
        }
        return Subscription(stream: stream) { [weak self] in
            continuation.finish()
            self?.state.withLock { _ = $0.listeners.removeValue(forKey: id) }
        }
    }

    /// The number in a cursor of this run; nil for one of another run.
    private func number(of cursor: String) -> Int? {
        let parts = cursor.split(separator: "-")
        guard parts.count == 2, parts[0] == epoch else { return nil }
        return Int(parts[1])
    }

    private static func catchUp(
        _ continuation: AsyncStream<ByteBuffer>.Continuation, after number: Int?, in state: State,
        epoch: String, language: String?
    ) {
        let oldest = state.recent.first?.number ?? state.lastNumber + 1
        guard let number, number >= oldest - 1, number <= state.lastNumber else {
            continuation.yield(event("reset", id: "\(epoch)-\(state.lastNumber)", data: "{}"))
            return
        }
        for event in state.recent where event.number > number {
            continuation.yield(event.bytes(in: language))
        }
    }

    // MARK: Telling

    /// Follows the changes until the process stops, then ends every stream.
    func run() async throws {
        let changes = services.database.changes.subscribe()
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask {
                    for await batch in changes { await self.tell(batch) }
                }
                group.addTask {
                    while !Task.isCancelled {
                        do {
                            try await self.services.clock.sleep(
                                until: self.services.clock.now() + Self.heartbeatInterval)
                        } catch {
                            return
                        }
                        self.beat()
                    }
                }
            }
        }
        finish()
    }

    private func finish() {
        let listeners = state.withLock { state -> [Listener] in
            state.isFinished = true
            defer { state.listeners = [:] }
            return Array(state.listeners.values)
        }
        for listener in listeners { listener.continuation.finish() }
    }

    // MARK: Who is there

    /// Notes what an operator does on a session's page, and tells the others.
    func note(_ email: String, is doing: Presence.Doing, in session: Session.ID) {
        guard presence.note(email, is: doing, in: session, at: services.clock.now()) else { return }
        tellPresence(in: session)
    }

    func people(in session: Session.ID) -> [Presence.Person] {
        presence.people(in: session, at: services.clock.now())
    }

    private struct PresenceData: Encodable {
        let id: String
        let people: [Presence.Person]
    }

    private func tellPresence(in session: Session.ID) {
        do {
            publish(
                "presence", data: try json(PresenceData(id: session.rawValue, people: people(in: session))))
        } catch {
            services.logger.warning("Who is there could not be told.", metadata: ["error": "\(error)"])
        }
    }

    private func json(_ data: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(data), as: UTF8.self)
    }

    private func beat() {
        for session in presence.expire(at: services.clock.now()) { tellPresence(in: session) }
        state.withLock { state in
            for (id, listener) in state.listeners {
                state.listeners[id]?.heartbeats += 1
                listener.continuation.yield(ByteBuffer(string: ": still here\n\n"))
                if listener.heartbeats >= Self.longestLife {
                    listener.continuation.finish()
                    state.listeners[id] = nil
                }
            }
        }
    }

    private func tell(_ batch: ChangeBatch) async {
        guard case .changes(let changes) = batch else { return publish("reset", data: "{}") }
        let ids = changes.filter { $0.topic == Self.sessionTopic }.map { Session.ID(rawValue: $0.id) }
        guard !ids.isEmpty else { return }
        guard listenerCount > 0 else { return skip() }
        guard ids.count <= Self.largestBatch else { return publish("reset", data: "{}") }
        do {
            let entries = try await services.database.read { snapshot in
                try ids.compactMap { try snapshot.inboxEntry($0) }
            }
            for entry in entries.sorted(by: { $0.session.updatedAt < $1.session.updatedAt }) {
                let translated = try renderer.catalogues.map { catalogue in
                    (
                        catalogue.language,
                        try PageLanguage.$current.withValue(catalogue) { try data(for: entry) }
                    )
                }
                publish(
                    "session", data: try data(for: entry),
                    translated: Dictionary(uniqueKeysWithValues: translated))
            }
        } catch {
            services.logger.warning("Live updates could not be read.", metadata: ["error": "\(error)"])
            publish("reset", data: "{}")
        }
    }

    private struct SessionData: Encodable {
        let id: String
        let state: String
        let row: String
    }

    private func data(for entry: InboxEntry) throws -> String {
        try json(
            SessionData(
                id: entry.session.id.rawValue, state: entry.session.state.rawValue,
                row: try renderer.render(SessionRow(entry, mayPick: true))))
    }

    /// Counts an event that nobody listens for, without making it.
    private func skip() {
        state.withLock { state in
            state.lastNumber += 1
            state.recent = []
        }
    }

    private func publish(_ name: String, data: String, translated: [String: String] = [:]) {
        state.withLock { state in
            state.lastNumber += 1
            let id = "\(epoch)-\(state.lastNumber)"
            let event = Event(
                number: state.lastNumber, bytes: Self.event(name, id: id, data: data),
                translated: translated.mapValues { Self.event(name, id: id, data: $0) })
            state.recent.append(event)
            if state.recent.count > Self.longestMemory { state.recent.removeFirst() }
            for (id, listener) in state.listeners {
                guard case .dropped = listener.continuation.yield(event.bytes(in: listener.language)) else {
                    continue
                }
                listener.continuation.finish()
                state.listeners[id] = nil
            }
        }
    }

    /// One event as it is written (WHATWG HTML, section 9.2.6). `data` has no line ends, which JSON sees to.
    private static func event(_ name: String, id: String, data: String) -> ByteBuffer {
        ByteBuffer(string: "event: \(name)\nid: \(id)\ndata: \(data)\n\n")
    }
}
