import Foundation
import Testing

@testable import Casewire

struct SegmentsTests {
    @Test(arguments: [
        ("", 0, 1), ("1", 160, 1), ("1", 161, 2), ("1", 306, 2), ("1", 307, 3), ("1", 459, 3), ("1", 460, 4),
    ])
    func `plain letters are counted in septets`(letter: String, times: Int, segments: Int) {
        let found = Segments(of: String(repeating: letter, count: times))
        #expect(found.encoding == .gsm7)
        #expect(found.units == times * letter.count)
        #expect(found.count == segments)
    }

    @Test(arguments: ["\u{c}", "^", "{", "}", "\\", "[", "~", "]", "|", "€"])
    func `an extension character takes two septets`(character: String) {
        let fits = Segments(of: character + String(repeating: "1", count: 158))
        #expect(fits.encoding == .gsm7)
        #expect(fits.units == 160)
        #expect(fits.count == 1)
        #expect(Segments(of: character + String(repeating: "1", count: 159)).count == 2)
    }

    @Test func `an escape is not parted from its character`() {
        // 306 septets, but the bracket would lie across the first boundary.
        let text = String(repeating: "1", count: 152) + "[" + String(repeating: "1", count: 152)
        #expect(Segments(of: text).units == 306)
        #expect(Segments(of: text).count == 3)
    }

    @Test(arguments: [
        ("😜", 68, 1), ("😜", 69, 2), ("😜", 132, 2), ("😜", 133, 3), ("🇺🇸", 66, 1), ("🇺🇸", 67, 2), ("🏳️‍🌈", 64, 1),
        ("🏳️‍🌈", 65, 2), ("á", 69, 1), ("á", 70, 2), ("ç", 69, 1), ("ç", 70, 2), ("e\u{301}", 68, 1),
        ("e\u{301}", 69, 2), ("]é\u{301}", 67, 1), ("]é\u{301}", 68, 2),
    ])
    func `one other character makes it all UCS-2`(prefix: String, digits: Int, segments: Int) {
        let text = prefix + String(repeating: "1", count: digits)
        let found = Segments(of: text)
        #expect(found.encoding == .ucs2)
        #expect(found.units == text.utf16.count)
        #expect(found.count == segments)
    }

    @Test func `a surrogate pair is not parted`() {
        // 134 units, but the emoji would lie across the first boundary.
        let text = String(repeating: "1", count: 66) + "😜" + String(repeating: "1", count: 66)
        #expect(Segments(of: text).units == 134)
        #expect(Segments(of: text).count == 3)
    }

    @Test func `a line end of two characters counts as two`() {
        #expect(Segments(of: "a\r\nb").units == 4)
        #expect(Segments(of: "a\nb").units == 3)
    }

    @Test func `an accent apart from its letter is not the letter`() {
        #expect(Segments(of: "caf\u{e9}").encoding == .gsm7)
        #expect(Segments(of: "cafe\u{301}").encoding == .ucs2)
    }

    @Test func `a line of JSON has the words of the command`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let line = String(decoding: try encoder.encode(Segments(of: "hi €")), as: UTF8.self)
        #expect(line == #"{"encoding":"GSM-7","segments":1,"units":5}"#)
    }

    @Test func `random texts agree with counting by the tables`() {
        var random = SystemRandomNumberGenerator()
        let alphabet = Array(GSMTables.basic + GSMTables.extended)
        let strange = Array("áçœ😜🇺🇸–’…\u{301}\u{200d}\u{1b}\t`漢\u{a0}".unicodeScalars)
        var tried = 0
        for _ in 0..<100_000 {
            // Mostly of a segment or two, some of many.
            let longest = Int.random(in: 0..<8, using: &random) == 0 ? 500 : 80
            let length = Int.random(in: 0...longest, using: &random)
            let strangers = Bool.random(using: &random) ? 0 : Int.random(in: 0...length, using: &random)
            var scalars = (0..<length).map { _ in alphabet.randomElement(using: &random) ?? "a" }
            for _ in 0..<strangers where Int.random(in: 0..<8, using: &random) == 0 {
                scalars[Int.random(in: 0..<length, using: &random)] =
                    strange.randomElement(using: &random) ?? "a"
            }
            var text = ""
            text.unicodeScalars.append(contentsOf: scalars)

            let found = Segments(of: text)
            let expected = GSMTables.count(text)
            #expect(found.encoding.rawValue == expected.encoding, "\(text.debugDescription)")
            #expect(found.units == expected.units, "\(text.debugDescription)")
            #expect(found.count == expected.segments, "\(text.debugDescription)")
            tried += 1
        }
        print("Segments of \(tried) random texts agree with a count by the tables.")
    }
}

/// The tables of 3GPP TS 23.038 row by row, and a slow count made from them.
private enum GSMTables {
    static let basic = Array(
        """
        @£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿\
        abcdefghijklmnopqrstuvwxyzäöñüà
        """.unicodeScalars)
    static let extended = Array("\u{c}^{}\\[~]|€".unicodeScalars)

    static func count(_ text: String) -> (encoding: String, units: Int, segments: Int) {
        let septets: [Int?] = text.unicodeScalars.map {
            basic.contains($0) ? 1 : extended.contains($0) ? 2 : nil
        }
        let isGSM = !septets.contains(nil)
        let costs = isGSM ? septets.compactMap(\.self) : text.unicodeScalars.map { $0.value > 0xFFFF ? 2 : 1 }
        let units = costs.reduce(0, +)
        if units <= (isGSM ? 160 : 70) { return (isGSM ? "GSM-7" : "UCS-2", units, 1) }
        var segments = [0]
        for cost in costs {
            if segments[segments.count - 1] + cost > (isGSM ? 153 : 67) { segments.append(0) }
            segments[segments.count - 1] += cost
        }
        return (isGSM ? "GSM-7" : "UCS-2", units, segments.count)
    }
}
