import Casewire

/// Figures in Prometheus' text format (Prometheus: "Exposition formats", version 0.0.4).
struct MetricsText {
    private(set) var text = ""

    init(statistics: Statistics, requests: [RequestCounts.Key: Int], at now: Timestamp) {
        family("casewire_sessions", "gauge", "Sessions by state.")
        for state in Session.State.allCases {
            sample("casewire_sessions", [("state", state.rawValue)], statistics.sessions[state] ?? 0)
        }
        family("casewire_messages", "gauge", "Messages by state.")
        for state in MessageState.allCases {
            sample("casewire_messages", [("state", state.rawValue)], statistics.messages[state] ?? 0)
        }
        family("casewire_jobs", "gauge", "Jobs in the queue by state.")
        sample("casewire_jobs", [("state", "waiting")], statistics.backlog.waiting)
        sample("casewire_jobs", [("state", "running")], statistics.backlog.running)
        sample("casewire_jobs", [("state", "set_aside")], statistics.backlog.setAside)
        family(
            "casewire_oldest_due_job_age_seconds", "gauge",
            "How long the job that is due longest has been due.")
        let age = statistics.backlog.oldestDueAt.map { max(0, (now - $0).inMilliseconds) } ?? 0
        text += "casewire_oldest_due_job_age_seconds \(Double(age) / 1000)\n"
        family("casewire_stray_texts", "gauge", "Texts that cannot belong to a session.")
        sample("casewire_stray_texts", [], statistics.strayTexts)
        family(
            "casewire_outage_age_seconds", "gauge", "How long an outside system has not answered.")
        for outage in statistics.outages {
            let age = max(0, (now - outage.since).inMilliseconds / 1000)
            sample("casewire_outage_age_seconds", [("edge", outage.edge.rawValue)], Int(age))
        }
        family(
            "casewire_http_requests_total", "counter",
            "Answered requests by method, address pattern and status.")
        let keys = requests.keys.sorted {
            ($0.endpoint, $0.method, $0.status) < ($1.endpoint, $1.method, $1.status)
        }
        for key in keys {
            sample(
                "casewire_http_requests_total",
                [("method", key.method), ("endpoint", key.endpoint), ("status", String(key.status))],
                requests[key] ?? 0)
        }
    }

    private mutating func family(_ name: String, _ kind: String, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n"
    }

    private mutating func sample(_ name: String, _ labels: [(String, String)], _ value: Int) {
        let words = labels.map { "\($0.0)=\"\(Self.escaped($0.1))\"" }.joined(separator: ",")
        text += words.isEmpty ? "\(name) \(value)\n" : "\(name){\(words)} \(value)\n"
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
