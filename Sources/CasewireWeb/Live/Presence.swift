import Casewire
import CasewirePages
import Synchronization

/// Who has a session's page open just now, and who is writing there.
///
/// It is kept in this process alone and lost with it: a browser says again every twenty seconds that it is there. Operators whose
/// browsers are connected to another node do not see each other.
final class Presence: Sendable {
    enum Doing: String, Sendable { case looking, typing, gone }

    struct Person: Sendable, Hashable, Encodable {
        let email: String
        let typing: Bool
    }

    /// So long somebody is taken to be there after the browser said so: twice the time between two such words, and a little.
    static let lease = Duration.seconds(45)
    /// Sessions that are looked at in one moment; more are not noted.
    static let mostSessions = 2000
    private static let mostPeople = 50

    private struct Lease {
        var isTyping: Bool
        var until: Timestamp
    }

    private let leases = Mutex<[Session.ID: [String: Lease]]>([:])

    /// Notes what somebody does. True where that is new to others.
    func note(_ email: String, is doing: Doing, in session: Session.ID, at now: Timestamp) -> Bool {
        leases.withLock { leases in
            var people = leases[session] ?? [:]
            if people.isEmpty, leases.count >= Self.mostSessions { return false }
            let before = people[email]?.isTyping
            if doing == .gone {
                people[email] = nil
            } else if before != nil || people.count < Self.mostPeople {
                people[email] = Lease(isTyping: doing == .typing, until: now + Self.lease)
            }
            leases[session] = people.isEmpty ? nil : people
            return before != people[email]?.isTyping
        }
    }

    func people(in session: Session.ID, at now: Timestamp) -> [Person] {
        let people = leases.withLock { $0[session] } ?? [:]
        return people.filter { $0.value.until > now }
            .map { Person(email: $0.key, typing: $0.value.isTyping) }
            .sorted { $0.email < $1.email }
    }

    /// Forgets those whose browsers said nothing more; gives the sessions that this changes.
    func expire(at now: Timestamp) -> [Session.ID] {
        leases.withLock { leases in
            var changed: [Session.ID] = []
            for (session, people) in leases {
                let left = people.filter { $0.value.until > now }
                guard left.count < people.count else { continue }
                leases[session] = left.isEmpty ? nil : left
                changed.append(session)
            }
            return changed
        }
    }

    private static func names(_ people: [Person]) -> String {
        people.map(\.email).joined(separator: ", ")
    }

    /// As pages show it to one of them; nil where nobody else is there.
    static func words(_ people: [Person], for email: String) -> String? {
        let others = people.filter { $0.email != email }
        let (typing, looking) = (others.filter(\.typing), others.filter { !$0.typing })
        let sentences = [
            typing.isEmpty
                ? nil
                : say(typing.count, one: "\(names(typing)) is typing", other: "\(names(typing)) are typing"),
            looking.isEmpty
                ? nil
                : say(
                    looking.count, one: "\(names(looking)) is looking", other: "\(names(looking)) are looking"
                ),
        ].compactMap(\.self)
        return sentences.isEmpty ? nil : sentences.joined(separator: "; ")
    }
}
