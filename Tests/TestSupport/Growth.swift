import Glibc

/// How the time of a piece of work grows with its size; a ratio holds on a slow machine, where a time does not.
package enum Growth {
    /// The time at the larger size by the time at the smaller: each the shortest of several runs, taken in turn.
    ///
    /// It is the processor's time in this thread, so that a busy machine counts for nothing.
    package static func ratio(
        from small: Int, to large: Int, runs: Int = 5, _ work: (Int) -> Void
    ) -> Double {
        var times = (small: Double.infinity, large: Double.infinity)
        for _ in 0..<runs {
            times.small = min(times.small, seconds { work(small) })
            times.large = min(times.large, seconds { work(large) })
        }
        return times.large / times.small
    }

    private static func seconds(_ work: () -> Void) -> Double {
        let start = threadSeconds()
        work()
        return threadSeconds() - start
    }

    private static func threadSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
