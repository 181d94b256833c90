package import Casewire
import Foundation

extension TwilioProvider {
    /// Texts a page; Twilio allows 1,000.
    static let pageSize = 200
    /// Pages read for one question, 10,000 texts. A list that goes on is an error: what it lacks must not count as absent.
    static let mostPages = 50
    /// A page of 200 texts with 1,600 characters of four bytes each, escaped, and their other fields.
    static let largestPageBytes = 8 * 1024 * 1024

    /// Reads `Messages.json` (Twilio: "Read multiple Message resources"), whose rows come newest first.
    ///
    /// Outbound texts are not filtered by date at Twilio, since a text that still waits there has no date of sending yet
    /// and must not seem absent. Inbound ones are, from a day earlier.
    package func texts(_ query: TextQuery) async throws(ListFailure) -> [ListedText] {
        var filters: TwilioAPI.Fields = [("PageSize", "\(Self.pageSize)")]
        switch query.direction {
        case .sentByUs:
            filters.append(("From", query.number.e164))
            if let contact = query.contact { filters.append(("To", contact.e164)) }
        case .receivedByUs:
            filters.append(("To", query.number.e164))
            if let contact = query.contact { filters.append(("From", contact.e164)) }
            filters.append(("DateSent>", Self.text(query.since - .seconds(86_400))))
            if let until = query.until {
                filters.append(("DateSent<", Self.text(until + Self.inboundSlack)))
            }
        }

        var found: [ListedText] = []
        var next: String? = api.accountPath("Messages.json") + "?" + TwilioAPI.form(filters)
        for _ in 0..<Self.mostPages {
            guard let path = next else { return Self.oldestFirst(found) }
            let page: MessagePage = try await read(path, largestAnswerBytes: Self.largestPageBytes)
            let rows = try page.messages.map { message throws(ListFailure) in try Self.row(message) }
            found += zip(page.messages, rows).filter { message, row in
                Self.goes(query.direction, message) && row.createdAt >= query.since.wholeSecond
            }.map(\.1)
            let past = query.since - Self.slack(query.direction)
            let isPast = !rows.isEmpty && rows.allSatisfy { $0.createdAt < past }
            next = isPast ? nil : page.nextPageURI.flatMap { $0.isEmpty ? nil : $0 }
        }
        guard next == nil else {
            throw .unavailable(
                reason: "Twilio lists over \(Self.mostPages * Self.pageSize) texts since then.")
        }
        return Self.oldestFirst(found)
    }

    private struct MessagePage: Decodable {
        let messages: [TwilioMessage]
        let nextPageURI: String?

        enum CodingKeys: String, CodingKey {
            case messages
            case nextPageURI = "next_page_uri"
        }
    }

    private static func row(_ message: TwilioMessage) throws(ListFailure) -> ListedText {
        guard let createdAt = message.createdAt else {
            throw .unavailable(reason: "Twilio's list could not be read: a text has no date.")
        }
        return ListedText(
            providerID: message.sid, from: message.from ?? "", to: message.to ?? "", body: message.body ?? "",
            createdAt: createdAt, status: message.status ?? "", errorCode: message.errorCode.map(String.init),
            mediaCount: message.mediaCount)
    }

    private static func goes(_ direction: TextQuery.Direction, _ message: TwilioMessage) -> Bool {
        (message.direction == "inbound") == (direction == .receivedByUs)
    }

    /// Twilio's dates are whole seconds; of two in the same second, the one listed later is the older.
    private static func oldestFirst(_ newestFirst: [ListedText]) -> [ListedText] {
        newestFirst.reversed().enumerated()
            .sorted { ($0.element.createdAt, $0.offset) < ($1.element.createdAt, $1.offset) }
            .map(\.element)
    }

    /// How far the order of the list may be off. A text to us is sent when it is made; one of ours may wait in a queue.
    private static func slack(_ direction: TextQuery.Direction) -> Duration {
        direction == .receivedByUs ? inboundSlack : .seconds(86_400)
    }

    private static let inboundSlack = Duration.seconds(3600)

    private static func text(_ moment: Timestamp) -> String {
        moment.wholeSecond.date.formatted(Date.ISO8601FormatStyle())
    }

    /// Reads a resource; a failure is in words for the operator.
    func read<Resource: Decodable>(
        _ path: String, on host: TwilioAPI.Host = .api, largestAnswerBytes: Int
    ) async throws(ListFailure) -> Resource {
        let answer = try Self.success(await api.get(path, on: host, largestAnswerBytes: largestAnswerBytes))
        guard let resource = try? JSONDecoder().decode(Resource.self, from: Data(answer.body)) else {
            throw .unavailable(reason: "Twilio's answer could not be read.")
        }
        return resource
    }

    /// The answer, if it is a success.
    static func success(_ outcome: TwilioAPI.Outcome) throws(ListFailure) -> CarrierAnswer {
        switch outcome {
        case .notSent(let reason), .lost(let reason): throw .unavailable(reason: reason)
        case .badAddress(let reason): throw .refused(reason: reason)
        case .answered(let answer):
            switch answer.status {
            case 200..<300: return answer
            case 300..<400:
                throw .refused(reason: "The API address leads elsewhere. Enter the address that it leads to.")
            case 408, 429: throw .unavailable(reason: "Twilio is called too often, or too slowly.")
            case 400..<500:
                let problem = TwilioProblem(answer.body)
                throw .refused(
                    reason: problem.map { TwilioErrorText.words(for: "\($0.code)", message: $0.message) }
                        ?? "Twilio refused (HTTP \(answer.status)). Check the account's SID, its token and the API address."
                )
            default: throw .unavailable(reason: "Twilio had an error (HTTP \(answer.status)).")
            }
        }
    }
}

extension Timestamp {
    fileprivate var wholeSecond: Timestamp {
        Timestamp(milliseconds: milliseconds - ((milliseconds % 1000) + 1000) % 1000)
    }
}
