import TestSupport
import Testing

@testable import Casewire

/// Segments beside a second implementation, written from the tables of 3GPP TS 23.038 alone.
struct SegmentsPropertyTests {
    @Test
    func `a second count agrees on a hundred thousand texts`() {
        let random = SeededRandom(seed: 2026)
        var differing = 0
        for _ in 0..<100_000 {
            let text = Self.text(random)
            let (own, other) = (Segments(of: text), SecondCount(text))
            if (own.encoding == .gsm7) != other.isGSM || own.units != other.units
                || own.count != other.segments
            {
                differing += 1
                if differing <= 3 { Issue.record("\(own) and \(other) of \(text.debugDescription)") }
            }
        }
        #expect(differing == 0)
    }

    @Test
    func `parts fit, are cut between letters, and lose no word`() {
        let random = SeededRandom(seed: 7)
        for _ in 0..<2_000 {
            let text = Self.text(random)
            let limits = [
                TextLimit(units: 20 + Int(random.fraction() * 200)), TextLimit(units: 1530, segments: 2),
                TextLimit(units: 1000, segments: 3),
            ]
            for limit in limits {
                let parts = limit.parts(of: text)
                for part in parts where part != text {
                    let isOneLetter = part.count == 1
                    #expect(part.utf16.count <= limit.units || isOneLetter)
                    if let most = limit.segments { #expect(Segments(of: part).count <= most || isOneLetter) }
                }
                func isInk(_ scalar: Unicode.Scalar) -> Bool { !scalar.properties.isWhitespace }
                #expect(
                    parts.flatMap { $0.unicodeScalars.filter(isInk) } == text.unicodeScalars.filter(isInk))
                // Letters as people see them come out as they went in.
                func letters(_ text: String) -> [Character] { Array(text).filter { !$0.isWhitespace } }
                #expect(
                    parts.flatMap(letters) == letters(text))
            }
        }
    }

    private static let others = Array(
        "’“—…áçe\u{301}😀👨‍👩‍👧🇺🇸漢\u{A0}Ж\t`\r\n𝒳".unicodeScalars)
    private static let basic = Array(SecondCount.basic.unicodeScalars)
    private static let extended = Array(SecondCount.extended.unicodeScalars)
    private static let lengths = [0, 1, 60, 67, 70, 71, 134, 153, 160, 161, 200, 306, 307]

    /// Runs of letters, with a length around the bounds, extension characters, and now and then something from outside.
    private static func text(_ random: SeededRandom) -> String {
        func pick(_ count: Int) -> Int { Int(random.fraction() * Double(count)) }
        let length = lengths[pick(lengths.count)] + pick(8)
        let kind = pick(4)
        var text = String.UnicodeScalarView()
        var written = 0
        while written < length {
            let run = min(length - written, 1 + pick(40))
            let start = pick(basic.count)
            for offset in 0..<run {
                text.append(offset % 7 == 6 ? " " : basic[(start + offset) % basic.count])
            }
            if kind > 0 { text.append(extended[pick(extended.count)]) }
            if kind == 3 { text.append(others[pick(others.count)]) }
            written += run
        }
        return String(text)
    }
}

/// Counts by filling one segment after the other.
struct SecondCount {
    /// 3GPP TS 23.038, section 6.2.1, row by row; the escape has no character.
    static let basic =
        "@£$¥èéùìòÇ\nØø\rÅå" + "Δ_ΦΓΛΩΠΨΣΘΞÆæßÉ" + " !\"#¤%&'()*+,-./" + "0123456789:;<=>?"
        + "¡ABCDEFGHIJKLMNO"
        + "PQRSTUVWXYZÄÖÑÜ§" + "¿abcdefghijklmno" + "pqrstuvwxyzäöñüà"
    /// Section 6.2.1.1.
    static let extended = "\u{C}^{}\\[~]|€"

    private static let inBasic = Set(basic.unicodeScalars)
    private static let inExtended = Set(extended.unicodeScalars)

    let isGSM: Bool
    let units: Int
    let segments: Int

    init(_ text: String) {
        let scalars = Array(text.unicodeScalars)
        isGSM = scalars.allSatisfy { Self.inBasic.contains($0) || Self.inExtended.contains($0) }
        let sizes: [Int] =
            isGSM
            ? scalars.map { Self.inExtended.contains($0) ? 2 : 1 } : scalars.map { $0.value > 0xFFFF ? 2 : 1 }
        units = sizes.reduce(0, +)
        guard units > (isGSM ? 160 : 70) else {
            segments = 1
            return
        }
        let most = isGSM ? 153 : 67
        var filled = [0]
        for size in sizes {
            if filled[filled.count - 1] + size > most { filled.append(0) }
            filled[filled.count - 1] += size
        }
        segments = filled.count
    }
}
