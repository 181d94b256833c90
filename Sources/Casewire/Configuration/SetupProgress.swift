import CasewireStorage

/// How far a server is set up, step by step, as it stands now.
package struct SetupProgress: Sendable, Hashable {
    package enum Step: String, Sendable, Hashable, CaseIterable {
        case owner, number, creatio, fields, knowledge, selftest
    }

    package enum State: String, Sendable, Hashable {
        case done
        /// Not begun, or begun and not whole.
        case open
        /// It was done and does not work now, or was tried and failed.
        case failing
    }

    package struct Entry: Sendable, Hashable {
        package let step: Step
        package let state: State
        /// How it stands, and what to do where something is.
        package let words: String
    }

    package let entries: [Entry]

    /// The first that is not done: where to go on.
    package var next: Step? { entries.first { $0.state != .done }?.step }
}

/// How the acceptance walk ended last.
package struct SelftestResult: Sendable, Hashable, Codable {
    package static let name = "selftest.last"

    package let passed: Bool
    /// What went wrong, in words; nil where nothing did.
    package let problem: String?
    package let at: Timestamp

    package init(passed: Bool, problem: String?, at: Timestamp) {
        self.passed = passed
        self.problem = problem.map { String($0.prefix(500)) }
        self.at = at
    }
}

extension Snapshot {
    package func setupProgress(openedBy vault: Vault) throws -> SetupProgress {
        let settings = try creatioSettings(openedBy: vault)
        let fields = (settings?.fields.count ?? 0) + (settings?.mappings.count ?? 0)
        return SetupProgress(entries: [
            SetupProgress.Entry(owner: try operators().contains { $0.role == .owner }),
            SetupProgress.Entry(numbers: try numberStatuses()),
            SetupProgress.Entry(creatio: try creatioStatus(), isConnected: settings != nil),
            SetupProgress.Entry(fields: fields, isConnected: settings != nil),
            SetupProgress.Entry(articles: try articles().count),
            SetupProgress.Entry(selftest: try setting(SelftestResult.name, as: SelftestResult.self)),
        ])
    }
}

extension SetupProgress.Entry {
    fileprivate init(owner isThere: Bool) {
        self.init(
            step: .owner, state: isThere ? .done : .open,
            words: isThere ? "An owner signs in." : "Make one: casewire operator add ADDRESS --role owner.")
    }

    fileprivate init(numbers: [NumberStatus]) {
        let trouble = numbers.first { !$0.isVerified }
        if numbers.isEmpty {
            self.init(
                step: .number, state: .open, words: "Connect a number with the credentials of its carrier.")
        } else if let trouble {
            self.init(
                step: .number, state: trouble.connectedAt == nil ? .open : .failing,
                words: trouble.note ?? trouble.probeNote ?? "\(trouble.phone) was not verified yet.")
        } else {
            self.init(
                step: .number, state: .done,
                words: numbers.count == 1 ? "1 number is verified." : "\(numbers.count) numbers are verified."
            )
        }
    }

    fileprivate init(creatio status: CreatioStatus?, isConnected: Bool) {
        switch status?.state {
        case _ where !isConnected:
            self.init(
                step: .creatio, state: .open,
                words: "Connect your site; until then handoffs go to the inbox alone.")
        case .active: self.init(step: .creatio, state: .done, words: "The site answers.")
        case .failing:
            self.init(step: .creatio, state: .failing, words: status?.reason ?? "The site does not answer.")
        case nil:
            self.init(step: .creatio, state: .open, words: "The site was not tried yet; that takes a moment.")
        }
    }

    fileprivate init(fields count: Int, isConnected: Bool) {
        let words =
            switch count {
            case _ where !isConnected:
                "Once Creatio is connected: which columns of a case are filled from the conversation."
            case 0:
                "No column of a case is filled from the conversation. Choose some, or declare them in a setup file."
            case 1: "1 column of a case is filled."
            default: "\(count) columns of a case are filled."
            }
        self.init(step: .fields, state: isConnected && count > 0 ? .done : .open, words: words)
    }

    fileprivate init(articles count: Int) {
        let words =
            switch count {
            case 0: "Nothing is published, so each question goes to a person."
            case 1: "1 article is published."
            default: "\(count) articles are published."
            }
        self.init(step: .knowledge, state: count > 0 ? .done : .open, words: words)
    }

    fileprivate init(selftest result: SelftestResult?) {
        guard let result else {
            self.init(step: .selftest, state: .open, words: "Run casewire selftest; it walks the whole loop.")
            return
        }
        self.init(
            step: .selftest, state: result.passed ? .done : .failing,
            words: result.passed ? "It passed." : result.problem ?? "It failed.")
    }
}
