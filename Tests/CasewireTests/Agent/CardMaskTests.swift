import Testing

@testable import Casewire

@Suite struct CardMaskTests {
    @Test(arguments: [
        ("my card is 4111 1111 1111 1111", "my card is [card ending 1111]"),
        ("4111111111111111", "[card ending 1111]"),
        ("5500-0000-0000-0004 exp 12/27", "[card ending 0004] exp 12/27"),
        ("amex 3782 822463 10005.", "amex [card ending 0005]."),
        ("4111.1111.1111.1111", "[card ending 1111]"), ("4222222222222", "[card ending 2222]"),
        ("6304000000000000000", "[card ending 0000]"), ("4111 1111 1111 1111 123", "[card ending 1111] 123"),
        (
            "ship 2 to 4111 1111 1111 1111 and 5500000000000004",
            "ship 2 to [card ending 1111] and [card ending 0004]"
        ),
        ("４１１１１１１１１１１１１１１１", "[card ending 1111]"),
        ("ssn 123-45-6789", "ssn [social security number]"), ("123-45-6789", "[social security number]"),
        (
            "my social security number is 123456789 ok",
            "my social security number is [social security number] ok"
        ),
        ("078 05 1120", "[social security number]"),
    ])
    func `card and social security numbers are taken out`(_ text: String, _ masked: String) {
        #expect(CardMask.mask(text) == masked)
    }

    @Test(arguments: [
        "call +1 555 010 0001 or 555-010-0002", "order 4111111111111112", "tracking 9400111899223100001",
        "2026-01-31 12:00",
        "AB123456", "123456789", "000-12-3456", "666-12-3456", "900-12-3456", "123-00-6789", "123-45-0000",
        "zip 10001-1234",
        "$1,234,567.89", "0000 0000 0000 0000", "", "👍 4", "IBAN DE89 3704 0044 0532 0130 00",
    ])
    func `other numbers stay`(_ text: String) {
        #expect(CardMask.mask(text) == text)
    }

    @Test func `what was masked stays as it is`() {
        let once = CardMask.mask("4111 1111 1111 1111 and 123-45-6789")
        #expect(CardMask.mask(once) == once)
    }

    @Test func `each card number of ten thousand is found and its neighbours stay`() {
        var state: UInt64 = 42
        func next(_ bound: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % bound
        }
        var wrong: [String] = []
        for _ in 0..<10_000 {
            var digits = (0..<Int(12 + next(7))).map { _ in Int(next(10)) }
            digits[0] = Int(1 + next(9))
            var sum = 0
            for (place, digit) in digits.reversed().enumerated() {
                let value = place % 2 == 0 ? digit * 2 : digit
                sum += value > 9 ? value - 9 : value
            }
            digits.append((10 - sum % 10) % 10)
            let separator = ["", " ", "-"][Int(next(3))]
            var number = ""
            for (place, digit) in digits.enumerated() {
                if place > 0, place % 4 == 0 { number += separator }
                number += String(digit)
            }
            let masked = CardMask.mask("pay with \(number), please")
            let last = digits.suffix(4).map(String.init).joined()
            if masked != "pay with [card ending \(last)], please" { wrong.append(number) }
        }
        #expect(wrong.isEmpty)
    }
}
