/// Takes payment card and US social security numbers out of a text, before a model, a log or Creatio sees it.
enum CardMask {
    /// The text with each such number replaced by words; everything else stays as it is.
    ///
    /// A card number is 13 to 19 digits that pass the Luhn check (ISO/IEC 7812-1), in groups parted by single spaces, dots or
    /// dashes; its last four digits are kept, as PCI DSS allows. A social security number is written `123-45-6789`, or as nine
    /// plain digits after words that name it, within the ranges that the Social Security Administration issues.
    static func mask(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        var masked = String.UnicodeScalarView()
        var index = 0
        while index < scalars.count {
            guard digit(scalars[index]) != nil else {
                masked.append(scalars[index])
                index += 1
                continue
            }
            let chain = Chain(in: scalars, from: index)
            masked.append(
                contentsOf: chain.masked(isNamed: namesSecurityNumber(scalars[..<index])).unicodeScalars)
            index = chain.end
        }
        return String(masked)
    }

    static func digit(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar.value {
        case 0x30...0x39: Int(scalar.value - 0x30)
        case 0xFF10...0xFF19: Int(scalar.value - 0xFF10)
        case 0x660...0x669: Int(scalar.value - 0x660)
        default: nil
        }
    }

    /// Whether the words just before a number say that it is a social security number.
    private static func namesSecurityNumber(_ before: ArraySlice<Unicode.Scalar>) -> Bool {
        var near = String.UnicodeScalarView()
        near.append(contentsOf: before.suffix(40))
        let words = Words(String(near)).all
        return words.contains { $0 == "ssn" || $0 == "social" || $0 == "seguro" || $0 == "ssns" }
    }
}

/// Groups of digits with one separator between each two.
private struct Chain {
    struct Group {
        var digits: [Int]
        var range: Range<Int>
    }

    let scalars: [Unicode.Scalar]
    let groups: [Group]
    let end: Int

    init(in scalars: [Unicode.Scalar], from start: Int) {
        var groups: [Group] = []
        var index = start
        while true {
            var group = Group(digits: [], range: index..<index)
            while index < scalars.count, let digit = CardMask.digit(scalars[index]) {
                group.digits.append(digit)
                index += 1
            }
            group.range = group.range.lowerBound..<index
            groups.append(group)
            guard index + 1 < scalars.count, Self.isSeparator(scalars[index]),
                CardMask.digit(scalars[index + 1]) != nil
            else { break }
            index += 1
        }
        self.scalars = scalars
        self.groups = groups
        end = index
    }

    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20, 0xA0, 0x202F, 0x2D, 0x2010...0x2015, 0x2E, 0x2212: true
        default: false
        }
    }

    func masked(isNamed: Bool) -> String {
        var masked = ""
        var first = 0
        var written = groups[0].range.lowerBound
        while first < groups.count {
            if let found = number(from: first, isNamed: isNamed) {
                masked += string(written..<groups[first].range.lowerBound) + found.words
                written = groups[found.last].range.upperBound
                first = found.last + 1
            } else {
                first += 1
            }
        }
        return masked + string(written..<end)
    }

    private func string(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[range])
        return String(view)
    }

    /// The number that begins with a group, the longest first, and the last of its groups.
    private func number(from first: Int, isNamed: Bool) -> (words: String, last: Int)? {
        var digits: [Int] = []
        var best: (words: String, last: Int)?
        for last in first..<groups.count {
            digits += groups[last].digits
            guard digits.count <= 19 else { break }
            if digits.count >= 13, Self.passesLuhn(digits) {
                best = ("[card ending \(digits.suffix(4).map(String.init).joined())]", last)
            } else if digits.count == 9, best == nil, isSecurityNumber(first...last, digits, isNamed: isNamed)
            {
                best = ("[social security number]", last)
            }
        }
        return best
    }

    private func isSecurityNumber(_ range: ClosedRange<Int>, _ digits: [Int], isNamed: Bool) -> Bool {
        let sizes = groups[range].map(\.digits.count)
        guard sizes == [3, 2, 4] || (isNamed && sizes == [9]) else { return false }
        let isWhole = range.lowerBound == 0 && range.upperBound == groups.count - 1
        guard isWhole || isNamed else { return false }
        let area = digits[0] * 100 + digits[1] * 10 + digits[2]
        let group = digits[3] * 10 + digits[4]
        return area != 0 && area != 666 && area < 900 && group != 0 && digits[5...].contains { $0 != 0 }
    }

    private static func passesLuhn(_ digits: [Int]) -> Bool {
        guard digits.contains(where: { $0 != 0 }) else { return false }
        var sum = 0
        for (place, digit) in digits.reversed().enumerated() {
            let value = place % 2 == 1 ? digit * 2 : digit
            sum += value > 9 ? value - 9 : value
        }
        return sum % 10 == 0
    }
}
