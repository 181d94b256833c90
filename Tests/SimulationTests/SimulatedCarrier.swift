import Casewire
import Synchronization

/// The carrier's own book: what it took from us and whether it is truly with the phone.
final class SimulatedCarrier: Sendable {
    /// A text that the carrier took.
    struct Taken: Sendable {
        let id: String
        /// Our id of the message, from the receipt's address.
        let message: String
        let phone: String
        let body: String
        let at: Timestamp
        /// Counts of points: when the call began, and when it was taken.
        let begun: Int
        let taken: Int
        /// Taken in words, and then lost by the carrier for good: in no list, on no phone.
        let isLost: Bool
        /// The list shows it from here on.
        let listedAt: Timestamp
        var status = "queued"
        var errorCode: String?
    }

    enum Fate: Sendable { case accept, acceptUnseen, loseUnseen, notTaken, busy, refuse, unseen }

    struct State: Sendable {
        var taken: [Taken] = []
        /// Our ids of the messages that were refused.
        var refused: [String] = []
        var isAway = false
        var isHealthy = false
        var failures = 0
        /// Taken since the driver last looked, whose receipts are to come.
        var fresh: [Int] = []
    }

    let state = Mutex(State())
    private let chance: Chance
    private let trouble: Double
    private let time: SimulatedTime
    private let crossings: Crossings

    init(chance: Chance, trouble: Double, time: SimulatedTime, crossings: Crossings) {
        self.chance = chance
        self.trouble = trouble
        self.time = time
        self.crossings = crossings
    }

    func line(of life: Life) -> any SMSProvider { Line(carrier: self, life: life) }

    var taken: [Taken] { state.withLock { $0.taken } }

    private func fate() -> Fate {
        let (isHealthy, isAway) = state.withLock { ($0.isHealthy, $0.isAway) }
        if isHealthy { return .accept }
        if isAway { return chance.happens(0.7) ? .notTaken : .unseen }
        guard chance.happens(trouble) else { return .accept }
        switch chance.below(20) {
        case 0..<6: return .acceptUnseen
        case 6..<7: return .loseUnseen
        case 7..<11: return .notTaken
        case 11..<13: return .busy
        case 13..<14: return .refuse
        default: return .unseen
        }
    }

    private func take(_ text: OutboundText, begun: Int, isLost: Bool) -> Taken {
        let message = text.receiptURL.split(separator: "=").last.map(String.init) ?? ""
        let now = time.now
        let lag = state.withLock { $0.isHealthy } ? 0 : chance.below(50)
        return state.withLock { state in
            let taken = Taken(
                id: "SM\(state.taken.count + 1)", message: message, phone: text.to.e164, body: text.body,
                at: now,
                begun: begun, taken: crossings.count, isLost: isLost, listedAt: now + .seconds(lag))
            state.taken.append(taken)
            if !isLost { state.fresh.append(state.taken.count - 1) }
            return taken
        }
    }

    fileprivate func send(_ text: OutboundText, life: Life) async throws(SendFailure) -> AcceptedText {
        let begun = crossings.count
        do { try await crossings.cross(.beforeCall, "send “\(text.body)”", of: life) } catch {
            throw .notTaken(reason: "The process died.", retryAfter: nil)
        }
        let fate = fate()
        if fate != .accept { state.withLock { $0.failures += 1 } }
        var accepted: Taken?
        switch fate {
        case .accept, .acceptUnseen: accepted = take(text, begun: begun, isLost: false)
        case .loseUnseen: _ = take(text, begun: begun, isLost: true)
        case .refuse:
            let message = text.receiptURL.split(separator: "=").last.map(String.init) ?? ""
            state.withLock { $0.refused.append(message) }
        case .notTaken, .busy, .unseen: break
        }
        do { try await crossings.cross(.afterCall, "sent", of: life) } catch {
            throw .unknown(reason: "The process died.")
        }
        switch fate {
        case .accept:
            guard let accepted else { throw .unknown(reason: "no answer") }
            return AcceptedText(providerID: accepted.id, segments: 1)
        case .acceptUnseen, .loseUnseen, .unseen: throw .unknown(reason: "no answer came")
        case .notTaken: throw .notTaken(reason: "503", retryAfter: nil)
        case .busy: throw .notTaken(reason: "429", retryAfter: .seconds(chance.between(1, 10)))
        case .refuse: throw .refused(code: "21614", reason: "not a mobile number")
        }
    }

    fileprivate func list(_ query: TextQuery, life: Life) async throws(ListFailure) -> [ListedText] {
        do { try await crossings.cross(.beforeCall, "list", of: life) } catch {
            throw .unavailable(reason: "The process died.")
        }
        let now = time.now
        let (isAway, isHealthy) = state.withLock { ($0.isAway, $0.isHealthy) }
        let fails = !isHealthy && (isAway || chance.happens(trouble / 2))
        let found = taken.filter {
            !$0.isLost && $0.listedAt <= now && $0.phone == query.contact?.e164 && $0.at >= query.since
        }
        do { try await crossings.cross(.afterCall, "listed", of: life) } catch {
            throw .unavailable(reason: "The process died.")
        }
        guard !fails else {
            state.withLock { $0.failures += 1 }
            throw .unavailable(reason: "503")
        }
        return found.map { one in
            ListedText(
                providerID: one.id, from: query.number.e164, to: one.phone, body: one.body, createdAt: one.at,
                status: one.status, errorCode: one.errorCode)
        }
    }
}

/// The carrier as one process reaches it.
private struct Line: SMSProvider {
    let carrier: SimulatedCarrier
    let life: Life

    func send(_ text: OutboundText) async throws(SendFailure) -> AcceptedText {
        try await carrier.send(text, life: life)
    }

    func texts(_ query: TextQuery) async throws(ListFailure) -> [ListedText] {
        try await carrier.list(query, life: life)
    }

    func connect(_ number: PhoneNumber, to webhook: String) async throws(ListFailure) -> NumberConnection {
        NumberConnection(providerID: "PN1", obstacle: nil)
    }
}
