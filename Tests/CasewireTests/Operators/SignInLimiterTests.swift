import Testing

@testable import Casewire

struct SignInLimiterTests {
    private let start = Timestamp(milliseconds: 1_790_000_000_000)

    @Test
    func `after so many failures the next has to wait for the end of the window`() {
        let limiter = SignInLimiter()
        for _ in 1..<SignInLimiter.allowedFailures { limiter.recordFailure(of: ["a"], at: start) }
        #expect(limiter.wait(for: ["a"], at: start) == nil)
        limiter.recordFailure(of: ["a"], at: start)
        #expect(limiter.wait(for: ["a", "b"], at: start) == SignInLimiter.window)
        #expect(limiter.wait(for: ["b"], at: start) == nil)
        #expect(limiter.wait(for: ["a"], at: start + SignInLimiter.window) == nil)
    }

    @Test
    func `a success takes failures back`() {
        let limiter = SignInLimiter()
        for _ in 1...SignInLimiter.allowedFailures { limiter.recordFailure(of: ["a"], at: start) }
        limiter.forgive(["a"])
        #expect(limiter.wait(for: ["a"], at: start) == nil)
    }

    @Test
    func `a flood of addresses takes bounded memory`() {
        let limiter = SignInLimiter()
        for number in 0..<(SignInLimiter.largestSize * 3) {
            limiter.recordFailure(of: ["address \(number)"], at: start + .milliseconds(number))
        }
        #expect(limiter.size <= SignInLimiter.largestSize)
    }
}
