/// The words that Casewire writes into Creatio.
///
/// `Title` and `DetailedResult` are plain text, which a stock case timeline shows; `Notes` and `Symptoms` are rich text, so
/// what customers wrote is escaped there.
package enum CaseTexts {
    /// Creatio's LongText: Subject and Title (UTF-16 units).
    static let longestTitle = 500
    /// How much of a text a title shows.
    static let beginning = 80

    package static func subject(phone: PhoneNumber, wanted: String) -> String {
        clipped("SMS from \(phone.e164): \(firstLine(wanted))", to: longestTitle)
    }

    /// Safe for the customer to see: notification templates and portals show it.
    package static func symptoms(summary: String, phone: PhoneNumber, ticket: Int) -> String {
        let body = escaped(summary).replacing("\n", with: "<br>")
        return "<p>\(body)</p><p>Phone: \(phone.e164)<br>Ticket: #\(ticket)</p>"
    }

    package static func title(of message: Message, text: String) -> String {
        let who =
            switch message.author {
            case .customer: "Customer"
            case .agent: "Agent"
            case .rep: "Rep"
            case .system: "Casewire"
            }
        return clipped("\(who): \(clipped(firstLine(text), to: beginning))", to: longestTitle)
    }

    /// What an activity says of a picture or file that came with a text.
    package static func line(about medium: Medium) -> String {
        switch medium.state {
        case .kept:
            "[\(medium.type?.words ?? "file"), \(ByteWords.words(medium.size ?? 0)), attached to the case as \(medium.name)]"
        case .waiting: "[a file that is still being fetched]"
        case .refused, .failed: "[a file that was not kept: \(medium.reason ?? "")]"
        }
    }

    package static func sessionLink(_ url: String) -> String {
        "View session in Casewire: \(url)"
    }

    package static func sessionLinkHTML(_ url: String) -> String {
        "<p><a href=\"\(escaped(url))\">View session in Casewire</a></p>"
    }

    package static func html(_ text: String) -> String {
        "<p>\(escaped(text).replacing("\n", with: "<br>"))</p>"
    }

    package static func handoffNote(_ handoff: Handoff, sentiment: Sentiment?, language: String?) -> String {
        """
        Summary: \(handoff.summary)
        Reasons: \(handoff.reasons.map { "\($0.rawValue) (\($0.words))" }.joined(separator: ", "))
        Sentiment: \((sentiment ?? .neutral).rawValue)
        Language: \(language ?? "unknown")
        """
    }

    /// For the rep, where several contacts have the phone.
    static func severalContacts(_ names: [String]) -> String {
        "Contact: several have this phone (\(names.joined(separator: ", "))); set the right one on the case."
    }

    package static func replyTask(phone: PhoneNumber) -> String {
        "Reply by text to \(phone.e164): what you write in the result is sent when you complete this"
    }

    /// What became of a rep's reply, as its task shows it.
    package static func outcome(of message: Message, with files: [Medium] = [], phone: PhoneNumber) -> String
    {
        let size = message.segments == 1 ? "1 segment" : "\(message.segments) segments"
        let reason = message.failure.map { ": \($0.text)" } ?? ""
        let words =
            switch message.state {
            case .failed: "NOT SENT\(reason)"
            case .undelivered: "NOT DELIVERED\(reason)"
            case .unknown: "Not known whether it was sent; being looked up"
            case .delivered: "Delivered to \(phone.e164) (\(size))"
            case .sent: "Sent to \(phone.e164) (\(size))"
            case .queued, .sending, .received: "Being sent to \(phone.e164) (\(size))"
            }
        let gone = files.count { $0.state == .kept }
        let counted = gone == 0 ? "" : gone == 1 ? ", with 1 file" : ", with \(gone) files"
        let left = files.filter { $0.state != .kept }.map { ", a file NOT SENT: \($0.reason ?? "")" }.joined()
        return clipped("Reply by text: \(words)\(counted)\(left)", to: longestTitle)
    }

    package static func notSent(because reason: String) -> String {
        clipped("Reply by text: NOT SENT: \(reason)", to: longestTitle)
    }

    private static func firstLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).first.map(String.init) ?? text
    }

    /// Cut to a number of UTF-16 units, at whole characters, with an ellipsis where something is missing.
    static func clipped(_ text: String, to units: Int) -> String {
        guard text.utf16.count > units else { return text }
        var kept = ""
        var used = 0
        for character in text {
            let size = character.utf16.count
            if used + size > units - 1 { break }
            kept.append(character)
            used += size
        }
        return kept + "…"
    }

    static func escaped(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for character in text.unicodeScalars {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }
}
