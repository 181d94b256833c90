import Casewire
import CasewireStorage

/// What waits, what was set aside, and what the agent can answer from.
struct WorkChecks {
    let services: Services

    /// Work that is due longer than this waits for something that is not there.
    static let longestWait = Duration.seconds(300)

    func all() async -> [Finding] {
        let vault = services.vault
        let now = services.clock.now()
        do {
            return try await services.database.read { snapshot in
                let statistics = try snapshot.statistics(at: now)
                return [
                    Self.outages(statistics.outages), Self.backlog(statistics.backlog, at: now),
                    Self.setAside(statistics.backlog.setAside), Self.hold(try snapshot.sendingHold()),
                    Self.quota(
                        used: try snapshot.operationsToday(at: now),
                        of: try snapshot.creatioSettings(openedBy: vault)?.dailyOperations),
                    Self.knowledge(try snapshot.articles().count),
                ]
            }
        } catch {
            return [.failed("Work", "It cannot be read: \(error)", fix: "See the database.")]
        }
    }

    static func outages(_ outages: [Outage]) -> Finding {
        let link = "Outages"
        guard let first = outages.first else { return .ok(link, "none") }
        let system = first.systemName
        return .failed(
            link,
            "\(system) has not answered since \(first.since.iso8601): \(first.reason) (\(first.waiting) wait)",
            fix: "Nothing is lost: the work goes on by itself, in order, once it answers.")
    }

    static func backlog(_ backlog: Statistics.Backlog, at now: Timestamp) -> Finding {
        let link = "Backlog"
        let words = "\(backlog.waiting) wait, \(backlog.running) run"
        guard let oldest = backlog.oldestDueAt, now - oldest > longestWait else { return .ok(link, words) }
        return .failed(
            link, "\(words); the oldest is due since \(oldest.iso8601)",
            fix: "See that casewire serve runs, and what its health page says.")
    }

    static func setAside(_ count: Int) -> Finding {
        let link = "Set-aside work"
        guard count > 0 else { return .ok(link, "none") }
        return .failed(
            link, count == 1 ? "1 piece of work needs a person" : "\(count) pieces of work need a person",
            fix: "Open Settings → Health, see each one's reason, then retry or skip it.")
    }

    static func hold(_ restore: Restore?) -> Finding {
        let link = "Sending"
        guard restore != nil else { return .ok(link, "not held") }
        return .failed(
            link, "held since the database was restored",
            fix: "See on Settings → Health what was found, then release it there or with casewire release.")
    }

    static func quota(used: Int, of limit: Int?) -> Finding {
        let link = "Creatio quota"
        guard let limit else { return .skipped(link, "no daily_operations is set") }
        let words = "\(used) of \(limit) operations today"
        if used >= limit {
            return .failed(
                link, words,
                fix: "The work goes on after midnight UTC; raise daily_operations to go on now.")
        }
        if used * 10 >= limit * 8 {
            return .warning(
                link, words, fix: "Raise daily_operations, or keep cases on_handoff, before it is used up.")
        }
        return .ok(link, words)
    }

    static func knowledge(_ articles: Int) -> Finding {
        let link = "Knowledge"
        guard articles > 0 else {
            return .warning(
                link, "no article, so every question goes to a person", fix: "Add articles under Knowledge.")
        }
        return .ok(link, articles == 1 ? "1 article" : "\(articles) articles")
    }
}
