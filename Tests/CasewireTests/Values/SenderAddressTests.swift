import Testing

@testable import Casewire

struct SenderAddressTests {
    @Test func `an address is told by its spelling`() throws {
        let phone = try #require(PhoneNumber(e164: "+15550001000"))
        #expect(SenderAddress("+15550001000") == .phone(phone))
        #expect(SenderAddress("+15550001000")?.phone == phone)
        #expect(SenderAddress("72345") == .shortCode("72345"))
        #expect(SenderAddress(" ACME ") == .alphanumeric("ACME"))
        #expect(SenderAddress("T-Mobile 5G") == .alphanumeric("T-Mobile 5G"))
        #expect(
            SenderAddress("WhatsApp:+15550001000")
                == .otherChannel(scheme: "whatsapp", address: "+15550001000"))
    }

    @Test(arguments: [
        "", " ", "1234567", "+12345", "whatsapp:", ":x", "(212) 555-01", "tel:+12125550123", "😀",
    ])
    func `what is none of them is nil`(text: String) {
        #expect(SenderAddress(text) == nil)
    }

    @Test func `only a phone can be answered`() {
        #expect(SenderAddress("72345")?.phone == nil)
        #expect(SenderAddress("ACME")?.phone == nil)
        #expect(SenderAddress("whatsapp:+15550001000")?.phone == nil)
    }
}
