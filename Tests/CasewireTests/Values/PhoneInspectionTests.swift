import Foundation
import Testing

@testable import Casewire

struct PhoneInspectionTests {
    @Test(arguments: [
        ("(212) 555-0123", "+12125550123", true, SenderKind.fixedOrMobile),
        ("+44 7912 345678", "+447912345678", true, .mobile),
        ("+44 20 7183 8750", "+442071838750", true, .fixed),
        ("1-800-FLOWERS", "+18003569377", true, .tollFree),
        ("800FLOWERS", "+18003569377", true, .tollFree),
        ("888 555 0123", "+18885550123", true, .tollFree),
        ("900 555 0123", "+19005550123", true, .premium),
        ("+49 1805 12345", "+49180512345", true, .sharedCost),
        ("+44 56 0000 1234", "+445600001234", true, .voip),
        ("+44 70 1234 5678", "+447012345678", true, .personal),
        ("+44 7640 123456", "+447640123456", true, .pager),
        ("+44 55 1234 5678", "+445512345678", true, .uan),
        ("+1 555 000 1000", "+15550001000", false, .unknown),
        ("+44 7700 900123", "+447700900123", false, .unknown),
    ])
    func `a possible number is given with what its plan knows`(
        text: String, e164: String, valid: Bool, kind: SenderKind
    ) {
        let found = PhoneInspection(of: text, region: "US")
        #expect(found.e164 == e164)
        #expect(found.valid == valid)
        #expect(found.kind == kind)
    }

    @Test(arguments: [
        ("12345", SenderKind.shortCode), ("741741", .shortCode), ("911", .shortCode),
        ("ACME", .alphanumeric), ("Harbor-Shop", .alphanumeric), ("Café24", .alphanumeric),
        ("whatsapp:+14155238886", .otherChannel), ("rcs:harbor_agent", .otherChannel),
        ("messenger:100012345", .otherChannel),
        ("", .unknown), ("12", .unknown), ("+1 555", .unknown), ("a much longer name", .unknown),
        ("+1234567890123456789", .unknown), ("?", .unknown),
    ])
    func `what is no number has none`(text: String, kind: SenderKind) {
        let found = PhoneInspection(of: text, region: "US")
        #expect(found.e164 == nil)
        #expect(!found.valid)
        #expect(found.kind == kind)
    }

    @Test func `a national number needs a region`() {
        #expect(PhoneInspection(of: "(212) 555-0123").e164 == nil)
        #expect(PhoneInspection(of: "(212) 555-0123").kind == .unknown)
        #expect(PhoneInspection(of: "+1 (212) 555-0123").e164 == "+12125550123")
    }

    @Test func `a line of JSON has all three keys`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let line = String(
            decoding: try encoder.encode(PhoneInspection(of: "12345", region: "US")), as: UTF8.self)
        #expect(line == #"{"e164":null,"kind":"short_code","valid":false}"#)
    }
}
