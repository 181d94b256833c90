/// What is known of a kind of carrier before any number is connected: its name, and what it must be given.
package struct CarrierDescription: Sendable {
    /// One value that a number's `provider` section holds.
    package struct Field: Sendable, Hashable {
        package enum Place: Sendable, Hashable {
            /// `Number.account`, which may be shown.
            case account
            /// `Number.secret`.
            case secret
            /// `Number.further`, under the field's name.
            case further
        }

        /// As it is written in a setup file: `auth_token`.
        package let name: String
        /// For people: `Auth token`.
        package let title: String
        package let place: Place
        package let isRequired: Bool
        package let isSecret: Bool

        package init(
            _ name: String, _ title: String, in place: Place, isRequired: Bool = true, isSecret: Bool = true
        ) {
            self.name = name
            self.title = title
            self.place = place
            self.isRequired = isRequired
            self.isSecret = isSecret
        }
    }

    package let kind: Number.ProviderKind
    /// For people: `Twilio`.
    package let name: String
    package let fields: [Field]
    /// Whether the API's address must be given, since the carrier has none of its own.
    package let needsAPIURL: Bool
    /// What one call takes.
    package let limit: TextLimit
    /// Whether the carrier has a list of texts, in which one of unknown outcome or a missed one can be found.
    package let listsTexts: Bool
    /// Whether the carrier knows a text that is handed over again by our id, so that repeating is safe.
    package let knowsRepeats: Bool
    /// Whether the carrier fetches files from addresses of ours and sends them with a text (MMS).
    package let sendsFiles: Bool
    /// What is wrong with values, in words; each is there if it is required.
    package let problems: @Sendable (_ values: [String: String]) -> [String]

    package init(
        kind: Number.ProviderKind, name: String, fields: [Field], needsAPIURL: Bool = false,
        limit: TextLimit, listsTexts: Bool = false, knowsRepeats: Bool = false, sendsFiles: Bool = false,
        problems: @escaping @Sendable (_ values: [String: String]) -> [String] = { _ in [] }
    ) {
        self.kind = kind
        self.name = name
        self.fields = fields
        self.needsAPIURL = needsAPIURL
        self.limit = limit
        self.listsTexts = listsTexts
        self.knowsRepeats = knowsRepeats
        self.sendsFiles = sendsFiles
        self.problems = problems
    }
}
