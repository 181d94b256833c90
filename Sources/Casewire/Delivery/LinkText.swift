/// How a link reads where nothing can be clicked but its address.
enum LinkText {
    /// What is said after a link's words: ` (https://…)`, or nothing where the words say it or there is nowhere to go.
    static func ending(words: String, address: String) -> String {
        let address = address.trimmingSpaces()
        let scheme = address.prefix { $0 != ":" }.lowercased()
        guard scheme == "http" || scheme == "https", bare(words) != bare(address) else { return "" }
        return words.isEmpty ? String(address) : " (\(address))"
    }

    /// An address as people abbreviate it, to compare.
    private static func bare(_ address: some StringProtocol) -> Substring {
        var rest = address.lowercased()[...]
        for prefix in ["https://", "http://", "www."] where rest.hasPrefix(prefix) {
            rest = rest.dropFirst(prefix.count)
        }
        return rest.hasSuffix("/") ? rest.dropLast() : rest
    }
}
