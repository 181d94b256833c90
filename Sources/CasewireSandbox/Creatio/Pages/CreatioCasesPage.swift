import CasewirePages

/// The list of cases, the newest first.
struct CreatioCasesPage: Page {
    static let template = "sandbox/creatio-cases"

    let title = "Cases"
    let query: String
    let cases: [Entry]
    let isEmpty: Bool
    /// Says how many there are when not all are shown.
    let more: String?

    struct Entry: Sendable {
        let id: String
        let number: String
        let subject: String
        let contact: String
        let status: String
        let statusKind: String
        let instant: String
        let time: String
    }

    /// At most so many cases are listed.
    private static let limit = 200

    init(_ store: CreatioStore, query: String) {
        self.query = query
        let view = RepView(store)
        let words = query.lowercased()
        let found = store.table("Case").all.reversed().map { view.entry($0) }.filter { entry in
            words.isEmpty
                || [entry.number, entry.subject, entry.contact].contains { $0.lowercased().contains(words) }
        }
        cases = Array(found.prefix(Self.limit))
        isEmpty = cases.isEmpty
        more = found.count > Self.limit ? "The newest \(Self.limit) of \(found.count) cases." : nil
    }
}
