/// What `casewire doctor` found at one link of the chain.
struct Finding: Sendable, Hashable, Encodable {
    enum Result: String, Sendable, Encodable {
        case ok
        /// It works, but not for long, or not for every customer.
        case warning
        case failed
        /// There was nothing to look at.
        case skipped

        /// As a line begins, in one width.
        var mark: String {
            switch self {
            case .ok: "ok      "
            case .warning: "WARNING "
            case .failed: "FAILED  "
            case .skipped: "skipped "
            }
        }
    }

    /// What was looked at, such as “Key file”.
    let link: String
    let result: Result
    /// What was seen, in words.
    let words: String
    /// What to do about it; nil where nothing is to be done.
    let fix: String?

    static func ok(_ link: String, _ words: String) -> Finding {
        Finding(link: link, result: .ok, words: words, fix: nil)
    }

    static func warning(_ link: String, _ words: String, fix: String) -> Finding {
        Finding(link: link, result: .warning, words: words, fix: fix)
    }

    static func failed(_ link: String, _ words: String, fix: String) -> Finding {
        Finding(link: link, result: .failed, words: words, fix: fix)
    }

    static func skipped(_ link: String, _ words: String) -> Finding {
        Finding(link: link, result: .skipped, words: words, fix: nil)
    }

    /// One line for a terminal, with what to do below.
    var text: String {
        "\(result.mark)\(link): \(words)" + (fix.map { "\n        → \($0)" } ?? "")
    }
}
