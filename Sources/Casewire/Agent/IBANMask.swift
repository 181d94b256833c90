/// Takes international bank account numbers out of a text, before a model, a log or Creatio sees them.
enum IBANMask {
    /// The text with each such number replaced by words that keep its last four characters.
    ///
    /// A number is a country's letters, two check digits and as many characters as that country's have (ISO 13616, "IBAN registry"), in
    /// groups parted by single spaces, dots or dashes, and passes the check of ISO 7064 (mod 97-10).
    static func mask(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        var masked = String.UnicodeScalarView()
        var index = 0
        while index < scalars.count {
            let isAtStart = index == 0 || symbol(scalars[index - 1]) == nil
            if isAtStart, let found = number(in: scalars, from: index) {
                masked.append(contentsOf: "[IBAN ending \(found.ending)]".unicodeScalars)
                index = found.end
            } else {
                masked.append(scalars[index])
                index += 1
            }
        }
        return String(masked)
    }

    private static func number(in scalars: [Unicode.Scalar], from start: Int) -> (ending: String, end: Int)? {
        guard start + 1 < scalars.count, let first = letter(scalars[start]),
            let second = letter(scalars[start + 1]),
            let length = lengths[String([first, second])]
        else { return nil }
        var symbols: [Character] = []
        var index = start
        while symbols.count < length, index < scalars.count {
            if let next = symbol(scalars[index]) {
                symbols.append(next)
            } else if !isSeparator(scalars[index]) || index > start && isSeparator(scalars[index - 1]) {
                return nil
            }
            index += 1
        }
        let isWhole = index >= scalars.count || symbol(scalars[index]) == nil
        guard symbols.count == length, isWhole, passesCheck(symbols) else { return nil }
        return (String(symbols.suffix(4)), index)
    }

    /// The number, its first four characters moved to the end and letters counted from 10, leaves 1 when divided by 97.
    private static func passesCheck(_ symbols: [Character]) -> Bool {
        var rest = 0
        for symbol in symbols[4...] + symbols[..<4] {
            guard let value = symbol.hexDigitValue ?? symbol.asciiValue.map({ Int($0) - 55 }) else {
                return false
            }
            rest = (rest * (value > 9 ? 100 : 10) + value) % 97
        }
        return rest == 1 && symbols[2...3].allSatisfy(\.isNumber)
    }

    /// A digit, or a letter as a capital.
    private static func symbol(_ scalar: Unicode.Scalar) -> Character? {
        if let digit = CardMask.digit(scalar) { return Character("\(digit)") }
        return letter(scalar)
    }

    private static func letter(_ scalar: Unicode.Scalar) -> Character? {
        switch scalar.value {
        case 0x41...0x5A: Character(scalar)
        case 0x61...0x7A: Character(Unicode.Scalar(UInt8(scalar.value) - 0x20))
        default: nil
        }
    }

    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20, 0xA0, 0x202F, 0x2D, 0x2E, 0x2010...0x2015: true
        default: false
        }
    }

    /// Characters of a country's numbers (ISO 13616, "IBAN registry").
    private static let lengths: [String: Int] = [
        "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BI": 27,
        "BR": 29,
        "BY": 28, "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DJ": 27, "DK": 18, "DO": 28, "EE": 20,
        "EG": 29,
        "ES": 24, "FI": 18, "FK": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27,
        "GT": 28,
        "HN": 28, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IQ": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30,
        "KZ": 20,
        "LB": 28, "LC": 32, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "LY": 25, "MC": 27, "MD": 24, "ME": 22,
        "MK": 19,
        "MN": 20, "MR": 27, "MT": 31, "MU": 30, "NI": 28, "NL": 18, "NO": 15, "OM": 23, "PK": 24, "PL": 28,
        "PS": 29,
        "PT": 25, "QA": 29, "RO": 24, "RS": 22, "RU": 33, "SA": 24, "SC": 31, "SD": 18, "SE": 24, "SI": 19,
        "SK": 24,
        "SM": 27, "SO": 23, "ST": 25, "SV": 28, "TL": 23, "TN": 24, "TR": 26, "UA": 29, "VA": 22, "VG": 24,
        "XK": 20,
        "YE": 30,
    ]
}
