/// A reply that was written beforehand, with places that are filled for the session in which it is used.
package struct ReplyTemplate: Sendable, Hashable {
    package typealias ID = Identifier<ReplyTemplate>

    /// What a template leaves to the session, written `{{customer}}`.
    package enum Place: String, Sendable, Hashable, CaseIterable {
        /// The customer's name. Where it is not known it is left out, with a comma and space before it.
        case customer
        /// The session's ticket, such as `#4521`.
        case ticket
        /// The organization's name.
        case organization

        package var spelling: String { "{{\(rawValue)}}" }
    }

    /// What stands in the places, in one session.
    package struct Values: Sendable, Hashable {
        package let customer: String?
        package let ticket: Int
        package let organization: String

        package init(customer: String?, ticket: Int, organization: String) {
            self.customer = customer
            self.ticket = ticket
            self.organization = organization
        }

        fileprivate func text(at place: Place) -> String? {
            switch place {
            case .customer: customer.flatMap { $0.isEmpty ? nil : $0 }
            case .ticket: "#\(ticket)"
            case .organization: organization
            }
        }
    }

    /// What a person says of a template; checked before it is kept.
    package struct Content: Sendable, Hashable {
        package var name: String
        package var text: String
        /// Without its slash; nil for none.
        package var shortcut: String?

        package init(name: String, text: String, shortcut: String? = nil) {
            self.name = name
            self.text = text
            self.shortcut = shortcut
        }
    }

    package let id: ID
    package let content: Content
    /// An operator's address or `API key NAME`.
    package let createdBy: String
    package let createdAt: Timestamp
    package let changedBy: String
    package let changedAt: Timestamp

    package static let longestName = 60
    /// Characters; a carrier's limit of one text.
    package static let longestText = 1600
    package static let longestShortcut = 20
    /// Of an organization, so that the list stays one to choose from.
    package static let most = 200

    /// The text as it would be sent in a session.
    package func text(filledWith values: Values) -> String {
        content.text.replacing(#/(,? ?)\{\{\s*([a-z]+)\s*\}\}/#) { found in
            guard let place = Place(rawValue: String(found.output.2)) else { return String(found.output.0) }
            return values.text(at: place).map { found.output.1 + $0 } ?? ""
        }
    }
}

extension ReplyTemplate.Content {
    /// The same without what a person types by the way: spaces around it, the slash and capitals of a shortcut.
    var tidied: ReplyTemplate.Content {
        var tidied = self
        tidied.name = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        tidied.text = String(text.replacing("\r\n", with: "\n").trimmingSpaces())
        let word = String((shortcut ?? "").trimmingSpaces()).lowercased()
        let bare = word.hasPrefix("/") ? String(word.dropFirst()) : word
        tidied.shortcut = bare.isEmpty ? nil : bare
        return tidied
    }

    /// What is wrong with it, in words; empty where nothing is.
    var problems: [String] {
        var problems: [String] = []
        if name.isEmpty || name.count > ReplyTemplate.longestName {
            problems.append("Give the template a name of up to \(ReplyTemplate.longestName) characters.")
        }
        if text.isEmpty { problems.append("The text is empty.") }
        if text.count > ReplyTemplate.longestText {
            problems.append("The text is over \(ReplyTemplate.longestText) characters. Shorten it.")
        }
        if let shortcut, shortcut.wholeMatch(of: #/[a-z0-9-]{1,20}/#) == nil {
            problems.append(
                "A shortcut has up to \(ReplyTemplate.longestShortcut) small letters, digits and hyphens, such as return-label."
            )
        }
        return problems + placeProblems
    }

    private var placeProblems: [String] {
        let known = ReplyTemplate.Place.allCases.map(\.spelling).joined(separator: ", ")
        let unknown = text.matches(of: #/\{\{([^{}]*)\}\}/#).map { String($0.output.1.trimmingSpaces()) }
            .filter { ReplyTemplate.Place(rawValue: $0) == nil }
        var problems = unknown.map { "“{{\($0)}}” is no placeholder. There are \(known)." }
        let rest = text.replacing(#/\{\{([^{}]*)\}\}/#, with: "")
        if rest.contains("{{") || rest.contains("}}") {
            problems.append("A placeholder begins with {{ and ends with }}, such as {{customer}}.")
        }
        return problems
    }
}
