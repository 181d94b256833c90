package import FoundationEssentials

/// What `GET Messages.json` may be narrowed by: the two numbers and the time of sending.
///
/// `DateSent` is a day in UTC; `DateSent>` and `DateSent<` mean on or after, on or before a day or an instant. A
/// text that was not sent yet has no such time and is left out when one is asked for.
package struct MessageFilter: Sendable, Equatable {
    package var to: String?
    package var from: String?
    package var sentFrom: Date?
    package var sentBefore: Date?

    package init(_ query: FormFields) throws(CarrierError) {
        for pair in query.pairs {
            switch pair.name {
            case "To": to = pair.value.isEmpty ? nil : pair.value
            case "From": from = pair.value.isEmpty ? nil : pair.value
            case "DateSent":
                // Always a whole day: the vendor's own libraries send midnight for it.
                let start = try Self.span(pair).lowerBound.timeIntervalSince1970
                let day = Date(timeIntervalSince1970: (start / 86_400).rounded(.down) * 86_400)
                narrow(from: day, before: day.addingTimeInterval(86_400))
            case "DateSent>": narrow(from: try Self.span(pair).lowerBound, before: nil)
            case "DateSent<": narrow(from: nil, before: try Self.span(pair).upperBound)
            case "PageSize", "Page", "PageToken": continue
            default: throw .invalidParameter("\(pair.name) is no filter of Messages")
            }
        }
    }

    private mutating func narrow(from start: Date?, before end: Date?) {
        if let start { sentFrom = max(sentFrom ?? start, start) }
        if let end { sentBefore = min(sentBefore ?? end, end) }
    }

    package func admits(_ message: CarrierMessage) -> Bool {
        if let to, message.to != to { return false }
        if let from, message.from != from { return false }
        guard sentFrom != nil || sentBefore != nil else { return true }
        guard let sentAt = message.sentAt else { return false }
        // Times are kept to the second in the resource, so they are compared so.
        let second = Date(timeIntervalSince1970: sentAt.timeIntervalSince1970.rounded(.down))
        return second >= sentFrom ?? .distantPast && second < sentBefore ?? .distantFuture
    }

    /// The day, or the second, that a value names.
    private static func span(_ pair: FormFields.Pair) throws(CarrierError) -> Range<Date> {
        if pair.value.utf8.count == 10,
            let day = try? Date.ISO8601FormatStyle().parse(pair.value + "T00:00:00Z")
        {
            return day..<day.addingTimeInterval(86_400)
        }
        guard let instant = Date(sandboxTimestamp: pair.value), pair.value.contains("T") else {
            throw .invalidParameter("\(pair.name) is neither YYYY-MM-DD nor an ISO 8601 time")
        }
        let second = Date(timeIntervalSince1970: instant.timeIntervalSince1970.rounded(.down))
        return second..<second.addingTimeInterval(1)
    }
}
