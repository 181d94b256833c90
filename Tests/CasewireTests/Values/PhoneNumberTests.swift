import Foundation
import Testing

@testable import Casewire

struct PhoneNumberTests {
    @Test(arguments: ["+15550001000", "+442071838750", "+4930123456", "+1234567", "+123456789012345"])
    func `a number in E_164 is taken as it is`(text: String) {
        #expect(PhoneNumber(e164: text)?.e164 == text)
    }

    @Test(arguments: [
        "", "+", "15550001000", "+123456", "+1234567890123456", "+0123456789", "+1 5550001000",
        "+1555000100a",
        "+1555000100\u{661}", "whatsapp:+15550001000", "+15550001000\n", "++5550001000",
    ])
    func `any other spelling is not E_164`(text: String) {
        #expect(PhoneNumber(e164: text) == nil)
    }

    @Test(arguments: [
        ("(212) 555-0123", "US", "+12125550123"),
        ("212.555.0123", "us", "+12125550123"),
        ("1-800-FLOWERS", "US", "+18003569377"),
        ("+1 (212) 555-0123 ext. 7", "US", "+12125550123"),
        ("０２０ ７１８３ ８７５０", "GB", "+442071838750"),
        ("٠٢٠ ٧١٨٣ ٨٧٥٠", "GB", "+442071838750"),
        ("030 123456", "DE", "+4930123456"),
        ("0049 30 123456", "DE", "+4930123456"),
        ("011 49 30 123456", "US", "+4930123456"),
        ("0044 20 7183 8750", "US", "+442071838750"),
        ("tel:+1-212-555-0123", "US", "+12125550123"),
    ])
    func `a number is read in any spelling of its region`(text: String, region: String, e164: String) {
        #expect(PhoneNumber(parsing: text, region: region)?.e164 == e164)
    }

    @Test func `without a region only international spellings are read`() {
        #expect(PhoneNumber(parsing: "+1 212 555 0123")?.e164 == "+12125550123")
        #expect(PhoneNumber(parsing: " 0049 30 123456")?.e164 == "+4930123456")
        #expect(PhoneNumber(parsing: "212 555 0123") == nil)
        #expect(PhoneNumber(parsing: "12345") == nil)
    }

    @Test(arguments: [
        "", "hello", "123", "+1 555", String(repeating: "5", count: 300), "+", "\0", "+999 123 4567",
    ])
    func `what is no possible number is nil`(text: String) {
        #expect(PhoneNumber(parsing: text, region: "US") == nil)
    }

    @Test func `a possible number is taken though the plan does not know its range`() {
        // The United Kingdom keeps 07700 900000 to 900999 for films; plans leave them out.
        #expect(PhoneNumber(parsing: "07700 900123", region: "GB")?.e164 == "+447700900123")
    }

    @Test func `a number is shown as its country writes it`() {
        #expect(PhoneNumber(e164: "+12125550123")?.national == "(212) 555-0123")
        #expect(PhoneNumber(e164: "+442071838750")?.national == "020 7183 8750")
        #expect(PhoneNumber(e164: "+9991234567")?.national == "+9991234567")
    }

    @Test func `one country code has several countries`() {
        #expect(PhoneNumber(e164: "+12125550123")?.region == "US")
        #expect(PhoneNumber(e164: "+14165550123")?.region == "CA")
        #expect(PhoneNumber(e164: "+12423570123")?.region == "BS")
        #expect(PhoneNumber(e164: "+9991234567")?.region == nil)
    }

    @Test(arguments: [
        ("+15550001000", "+1555•••1000"), ("+1234567", "+12•••67"), ("+123456789", "+1234•••89"),
        ("+1234567890", "+123•••7890"), ("+123456789012345", "+1234•••2345"),
    ])
    func `a masked number hides three digits or more`(e164: String, masked: String) throws {
        let number = try #require(PhoneNumber(e164: e164))
        #expect(number.masked == masked)
        #expect(masked.filter(\.isNumber).count <= e164.count - 4)
    }

    @Test func `it is one string in JSON`() throws {
        let number = try #require(PhoneNumber(e164: "+15550001000"))
        #expect(String(decoding: try JSONEncoder().encode([number]), as: UTF8.self) == #"["+15550001000"]"#)
        #expect(
            try JSONDecoder().decode([PhoneNumber].self, from: Data(#"["+15550001000"]"#.utf8)) == [number])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([PhoneNumber].self, from: Data(#"["5550001000"]"#.utf8))
        }
    }
}
