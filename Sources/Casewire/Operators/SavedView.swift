import CasewireStorage

/// A view of the inbox that an operator named and keeps: one that everybody has, narrowed by words or an assignee.
package struct SavedView: Sendable, Hashable {
    package typealias ID = Identifier<SavedView>

    package enum Refusal: Error, Sendable, Hashable, CustomStringConvertible {
        case unnamed
        case tooMany

        package var description: String {
            switch self {
            case .unnamed: "Give the view a name of up to \(SavedView.longestName) characters."
            case .tooMany: "You have \(SavedView.most) views. Remove one first."
            }
        }
    }

    package static let longestName = 40
    /// Of one operator, so that the list stays one to look at.
    package static let most = 20

    package let id: ID
    package let name: String
    package let view: InboxView
    /// An operator's email address, or `none`.
    package let assignee: String?
    package let search: String?

    package init(id: ID, name: String, view: InboxView, assignee: String?, search: String?) {
        self.id = id
        self.name = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        self.view = view
        self.assignee = assignee
        self.search = search
    }

    fileprivate init(row: Row) throws {
        self.init(
            id: try row["id"], name: try row["name"], view: try row["view"], assignee: try row["assignee"],
            search: try row["search"])
    }
}

extension Snapshot {
    package func savedViews(of person: Operator.ID) throws -> [SavedView] {
        try rows(
            "SELECT * FROM saved_view WHERE operator_id = \(person) ORDER BY name LIMIT \(SavedView.most)"
        )
        .map(SavedView.init(row:))
    }
}

extension Transaction {
    /// Keeps a view; one of the same name is replaced.
    package func save(_ view: SavedView, of person: Operator.ID, at now: Timestamp) throws {
        guard !view.name.isEmpty, view.name.count <= SavedView.longestName else {
            throw SavedView.Refusal.unnamed
        }
        let others = try savedViews(of: person).filter { $0.name != view.name }
        guard others.count < SavedView.most else { throw SavedView.Refusal.tooMany }
        try execute(
            """
            INSERT INTO saved_view (id, operator_id, name, view, assignee, search, created_at)
            VALUES (\(view.id), \(person), \(view.name), \(view.view), \(view.assignee), \(view.search), \(now))
            ON CONFLICT (operator_id, name) DO UPDATE
            SET view = excluded.view, assignee = excluded.assignee, search = excluded.search
            """)
    }

    package func removeSavedView(_ id: SavedView.ID, of person: Operator.ID) throws {
        try execute("DELETE FROM saved_view WHERE id = \(id) AND operator_id = \(person)")
    }

    /// Removes the views that search for this contact.
    func removeSavedViews(searchingFor contact: Contact) throws {
        for row in try rows("SELECT id, search FROM saved_view WHERE search IS NOT NULL") {
            let (id, search): (SavedView.ID, String) = (try row["id"], try row["search"])
            guard let words = SearchWords(search) else { continue }
            let phone = contact.phone.e164
            let digits = words.digits.map { phone.contains($0) } ?? false
            let isNamed = contact.name.map { words.match($0) } ?? false
            if digits || isNamed || search.contains(phone) {
                try execute("DELETE FROM saved_view WHERE id = \(id)")
            }
        }
    }
}
