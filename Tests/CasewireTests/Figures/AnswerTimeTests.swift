import Testing

@testable import Casewire

@Suite struct AnswerTimeTests {
    @Test(arguments: [
        (0, AnswerTime.seconds10), (10, .seconds10), (11, .minute), (300, .minutes5), (301, .minutes30),
        (7200, .hours2), (86_400, .day), (86_401, .later),
    ])
    func `a wait belongs to the first time that it fits in`(seconds: Int, time: AnswerTime) {
        #expect(AnswerTime(.seconds(seconds)) == time)
    }

    @Test func `what was not answered is said so`() {
        #expect(AnswerTime(nil) == AnswerTime.none)
    }
}
