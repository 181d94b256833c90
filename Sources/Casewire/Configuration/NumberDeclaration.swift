/// What someone declares of a number of ours, checked against what its kind of carrier needs.
package struct NumberDeclaration: Sendable {
    /// Nil where there are problems.
    package let entry: Setup.NumberEntry?
    /// In words, all of them together.
    package let problems: [String]

    /// - Parameters:
    ///   - provider: the values of the provider's section by name, `kind` and `api_url` among them.
    ///   - carriers: the kinds that this program speaks with.
    package init(
        number: String, provider: [String: String], autopilot: Bool? = nil, assist: Bool? = nil,
        optOutReplies: String? = nil,
        segmentsPerSecond: Double? = nil, carriers: [CarrierDescription]
    ) {
        var problems: [String] = []
        let phone = PhoneNumber(parsing: number)
        if phone == nil {
            problems.append(Self.noPhoneNumber(number))
        }
        let replies = optOutReplies.map(Number.OptOutReplies.init(rawValue:))
        if case .some(.none) = replies {
            problems.append(
                "opt_out_replies is “\(optOutReplies ?? "")”; choose one of provider, casewire, auto.")
        }
        if let rate = segmentsPerSecond, rate != 0, !SendRate.possible.contains(rate) {
            problems.append("segments_per_second must be from 0.1 to 1000, or 0 for no limit.")
        }
        let kind = provider["kind"] ?? ""
        guard let carrier = carriers.first(where: { $0.kind.rawValue == kind }) else {
            let known = carriers.map(\.kind.rawValue).joined(separator: ", ")
            problems.append(
                kind.isEmpty
                    ? "The provider needs kind: \(known)."
                    : "The provider kind “\(kind)” is not known; this version speaks \(known).")
            self.init(entry: nil, problems: problems)
            return
        }
        problems += Self.problems(of: provider, for: carrier)
        guard let phone, problems.isEmpty else {
            self.init(entry: nil, problems: problems)
            return
        }
        func value(in place: CarrierDescription.Field.Place) -> String {
            carrier.fields.first { $0.place == place }.flatMap { provider[$0.name] } ?? ""
        }
        let further = carrier.fields.filter { $0.place == .further }.compactMap { field in
            provider[field.name].map { (field.name, Secret($0)) }
        }
        self.init(
            entry: Setup.NumberEntry(
                phone: phone, provider: carrier.kind, account: value(in: .account),
                secret: Secret(value(in: .secret)), further: Dictionary(further) { $1 },
                apiURL: provider["api_url"].map(Self.withoutSlash), autopilot: autopilot, assist: assist,
                optOutReplies: replies ?? nil, limit: carrier.limit, segmentsPerSecond: segmentsPerSecond),
            problems: [])
    }

    package static func noPhoneNumber(_ text: String) -> String {
        "“\(text)” is no phone number; write it with its country code, such as +15550001000."
    }

    private init(entry: Setup.NumberEntry?, problems: [String]) {
        self.entry = entry
        self.problems = problems
    }

    private static func problems(of provider: [String: String], for carrier: CarrierDescription) -> [String] {
        var problems: [String] = []
        let known = ["kind", "api_url"] + carrier.fields.map(\.name)
        for name in provider.keys.sorted() where !known.contains(name) {
            problems.append(
                "The provider \(carrier.kind.rawValue) has no key “\(name)”; it knows \(known.joined(separator: ", "))."
            )
        }
        for field in carrier.fields where field.isRequired && (provider[field.name] ?? "").isEmpty {
            problems.append("The provider \(carrier.kind.rawValue) needs \(field.name).")
        }
        let url = provider["api_url"] ?? ""
        if carrier.needsAPIURL && url.isEmpty {
            problems.append("The provider \(carrier.kind.rawValue) needs api_url.")
        }
        if !url.isEmpty && !(url.hasPrefix("http://") || url.hasPrefix("https://")) {
            problems.append("api_url “\(url)” is no http or https address.")
        }
        return problems.isEmpty ? carrier.problems(provider) : problems
    }

    private static func withoutSlash(_ url: String) -> String {
        url.hasSuffix("/") ? String(url.dropLast()) : url
    }
}
