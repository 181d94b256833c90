/// The languages that a browser asks for, the most wanted first (RFC 9110, section 12.5.4).
struct AcceptedLanguages {
    /// Ranges such as `es-MX`, in lower case.
    let ranges: [String]

    init(_ header: String) {
        // A browser names a handful; a header of kilobytes is not read through.
        let wanted = header.prefix(500).split(separator: ",").prefix(20).compactMap {
            part -> (String, Double)? in
            let fields = part.split(separator: ";").map { $0.filter { !$0.isWhitespace }.lowercased() }
            guard let range = fields.first, !range.isEmpty else { return nil }
            let weight =
                fields.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            return weight > 0 ? (range, weight) : nil
        }
        ranges = wanted.enumerated()
            .sorted { ($0.element.1, -$0.offset) > ($1.element.1, -$1.offset) }.map(\.element.0)
    }

    /// The first of these that is wanted: `es` serves who asks for `es-MX`.
    func first(of known: [String]) -> String? {
        ranges.lazy.compactMap { range in known.first { range == $0 || range.hasPrefix($0 + "-") } }.first
    }
}
