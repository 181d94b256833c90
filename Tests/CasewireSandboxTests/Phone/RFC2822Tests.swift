import CasewireSandbox
import Foundation
import Testing

@Suite struct RFC2822Tests {
    @Test(arguments: [
        (0, "Thu, 01 Jan 1970 00:00:00 +0000"), (1_795_421_730, "Mon, 23 Nov 2026 08:15:30 +0000"),
        (951_782_399, "Mon, 28 Feb 2000 23:59:59 +0000"), (951_782_400, "Tue, 29 Feb 2000 00:00:00 +0000"),
        (1_709_251_199, "Thu, 29 Feb 2024 23:59:59 +0000"),
        (1_767_225_600, "Thu, 01 Jan 2026 00:00:00 +0000"),
        (-1, "Wed, 31 Dec 1969 23:59:59 +0000"),
    ])
    func `a date is written as the vendor writes it`(seconds: Int, text: String) {
        #expect(RFC2822.string(Date(timeIntervalSince1970: Double(seconds))) == text)
    }

    @Test func `a carrier's time has no zone and no seconds`() {
        #expect(RFC2822.carrierTime(Date(timeIntervalSince1970: 1_795_421_730)) == "2611230815")
    }
}
