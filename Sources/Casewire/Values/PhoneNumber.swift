import CPhoneNumber

/// A phone number in E.164: `+`, a country code and the subscriber's number, 7 to 15 digits in all.
///
/// Holding one says that the spelling is right and no more. The numbering plans that the program carries age, so a
/// number they do not know is a number all the same.
package struct PhoneNumber: Hashable, Sendable, Codable, CustomStringConvertible {
    /// Such as `+15550001000`.
    package let e164: String

    /// Takes a number that is E.164 already, as carriers give it. Looks at the spelling alone, so it is cheap.
    package init?(e164 text: String) {
        let bytes = text.utf8
        guard bytes.count >= 8, bytes.count <= 16, bytes.first == UInt8(ascii: "+") else { return nil }
        let digits = bytes.dropFirst()
        guard digits.first != UInt8(ascii: "0"), digits.allSatisfy(\.isASCIIDigit) else { return nil }
        e164 = text
    }

    /// Reads a number in any spelling, if its length is *possible* in its numbering plan.
    ///
    /// Without a region (ISO 3166, such as `US`) it must be spelled internationally, with `+` or `00` first.
    package init?(parsing text: String, region: String? = nil) {
        let found =
            ParsedPhone(text, region: region)?.number ?? ParsedPhone(internationalPrefixOf: text)?.number
        guard let number = found else { return nil }
        self = number
    }

    /// Reads a number as carriers spell it: international, though the plus may be missing.
    package init?(carrierSpelling text: String) {
        if let number = PhoneNumber(e164: text) {
            self = number
            return
        }
        let bare = text.filter { !" -().".contains($0) }
        let isDigits = bare.utf8.count >= 8 && bare.utf8.allSatisfy(\.isASCIIDigit)
        guard let number = PhoneNumber(parsing: isDigits && !bare.hasPrefix("0") ? "+" + bare : bare) else {
            return nil
        }
        self = number
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let number = PhoneNumber(e164: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "Not a number in E.164.")
        }
        self = number
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(e164)
    }

    package var description: String { e164 }

    /// As people of its country write it, such as `(555) 000-1000`; E.164 where the plan is not known.
    package var national: String {
        let national = ParsedPhone(e164, region: nil)?.national ?? ""
        return national.isEmpty ? e164 : national
    }

    /// The country that the number belongs to (ISO 3166), where the plan says; `+1` alone is some twenty of them.
    package var region: String? {
        ParsedPhone(e164, region: nil)?.region
    }

    /// The same, or else the main country of its country code; nil where even that is not known.
    package var countryOrMain: String? {
        let parsed = ParsedPhone(e164, region: nil)
        return parsed?.region ?? parsed?.mainRegion
    }

    /// For logs: `+1555•••1000`. At least three digits are hidden.
    package var masked: String {
        let ending = e164.utf8.count >= 11 ? 4 : 2
        let beginning = min(5, e164.utf8.count - ending - 3)
        return "\(e164.prefix(beginning))•••\(e164.suffix(ending))"
    }
}

extension UInt8 {
    var isASCIIDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}

/// What libphonenumber makes of a text that is a phone number at all.
struct ParsedPhone {
    /// In E.164, if the number is possible: its length fits the plan.
    let e164: String?
    /// Whether the plan has the number's range. A hint only, since plans grow.
    let isValid: Bool
    let national: String
    let region: String?
    /// Of its country code.
    let mainRegion: String?
    /// One of `casewire_phone_type`.
    let type: Int

    /// Nil where the text is no phone number. A region of nil understands international spellings alone.
    init?(_ text: String, region: String?) {
        // No number is this long, however it is spelled; a bound on the work for input from outside.
        guard text.utf8.count <= 100 else { return nil }
        var result = casewire_phone()
        var text = text
        let isNumber = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                casewire_phone_parse(
                    characters.baseAddress, Int32(characters.count), region?.uppercased() ?? "ZZ", &result)
            }
        }
        guard isNumber == 1 else { return nil }
        e164 = result.possible == 1 ? Self.string(from: result.e164) : nil
        isValid = result.valid == 1
        national = Self.string(from: result.national)
        let region = Self.string(from: result.region)
        self.region = region.isEmpty || region == "ZZ" ? nil : region
        let main = Self.string(from: result.main_region)
        mainRegion = main.count == 2 && main != "ZZ" ? main : nil
        type = Int(result.type)
    }

    /// The number, if it is possible; a plan may hold some that are too short or long for E.164.
    var number: PhoneNumber? { e164.flatMap(PhoneNumber.init(e164:)) }

    /// Reads `0049 30 …` as `+49 30 …`. Nil without that prefix.
    init?(internationalPrefixOf text: String) {
        let start = text.drop(while: { $0.isWhitespace })
        guard start.hasPrefix("00") else { return nil }
        self.init("+" + start.dropFirst(2), region: nil)
    }

    /// A C array of characters that ends with a zero.
    private static func string<Characters>(from characters: Characters) -> String {
        withUnsafeBytes(of: characters) { bytes in
            String(decoding: bytes.prefix(while: { $0 != 0 }), as: UTF8.self)
        }
    }
}
