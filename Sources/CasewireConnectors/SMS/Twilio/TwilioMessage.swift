import Casewire
import Foundation

/// The Message resource (Twilio: "Message resource"), as far as it is used.
struct TwilioMessage: Decodable, Sendable {
    let sid: String
    let from: String?
    let to: String?
    let body: String?
    /// `inbound`, `outbound-api`, `outbound-call` or `outbound-reply`.
    let direction: String?
    let status: String?
    let errorCode: Int?
    /// RFC 2822.
    let dateCreated: String?
    private let numSegments: String?
    private let numMedia: String?

    enum CodingKeys: String, CodingKey {
        case sid, from, to, body, direction, status
        case errorCode = "error_code"
        case dateCreated = "date_created"
        case numSegments = "num_segments"
        case numMedia = "num_media"
    }

    /// Nil where the bytes are no such resource.
    init?(_ bytes: [UInt8]) {
        guard let message = try? JSONDecoder().decode(TwilioMessage.self, from: Data(bytes)),
            !message.sid.isEmpty
        else { return nil }
        self = message
    }

    /// Twilio's count of segments; nil while it has none ("0" at first in a Messaging Service).
    var segments: Int? {
        numSegments.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    }

    var mediaCount: Int { numMedia.flatMap { Int($0) } ?? 0 }

    var createdAt: Timestamp? {
        dateCreated.flatMap { Timestamp(rfc2822: $0) ?? Timestamp(iso8601: $0) }
    }
}

/// An error body (Twilio: "Twilio's response"): `{"code": 21211, "message": "…", "more_info": "…", "status": 400}`.
struct TwilioProblem: Decodable, Sendable {
    let code: Int
    let message: String?

    init?(_ bytes: [UInt8]) {
        guard let problem = try? JSONDecoder().decode(TwilioProblem.self, from: Data(bytes)) else {
            return nil
        }
        self = problem
    }
}

extension Timestamp {
    /// Reads `Mon, 23 Nov 2026 07:50:00 +0000` (RFC 2822, section 3.3).
    init?(rfc2822 text: String) {
        let words = text.split(separator: " ")
        let date = words.first?.hasSuffix(",") ?? false ? words.dropFirst() : words[...]
        guard date.count >= 5, case let parts = Array(date),
            let day = Int(parts[0]), let year = Int(parts[2]),
            let month = Self.months.firstIndex(of: parts[1].lowercased()),
            case let time = parts[3].split(separator: ":").map({ Int($0) }), time.count == 3,
            let hour = time[0], let minute = time[1], let second = time[2],
            (1...31).contains(day), (1970...9999).contains(year), (0..<24).contains(hour),
            (0..<60).contains(minute),
            (0...60).contains(second), let offset = Self.offsetSeconds(parts[4])
        else { return nil }
        let days = Self.days(year: year, month: month + 1, day: day)
        let seconds = days * 86_400 + hour * 3600 + minute * 60 + second - offset
        self.init(milliseconds: Int64(seconds) * 1000)
    }

    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    private static func offsetSeconds(_ zone: Substring) -> Int? {
        if ["GMT", "UT", "UTC", "Z"].contains(zone) { return 0 }
        guard zone.count == 5, let sign = zone.first, "+-".contains(sign), let number = Int(zone.dropFirst()),
            number % 100 < 60
        else { return nil }
        return (sign == "-" ? -1 : 1) * (number / 100 * 3600 + number % 100 * 60)
    }

    /// Days since 1 January 1970 in the Gregorian calendar; years counted from March, so that leap days come last.
    private static func days(year: Int, month: Int, day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let era = year / 400
        let yearOfEra = year % 400
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
