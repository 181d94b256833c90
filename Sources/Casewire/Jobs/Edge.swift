import CasewireStorage

/// An outside system that work depends on, as the queue and the operators know it.
package struct Edge: RawRepresentable, Sendable, Hashable, Codable, SQLValueConvertible {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package static let creatio = Edge(rawValue: "creatio")

    /// The carrier of one of our numbers: accounts and gateways fail one by one.
    package static func carrier(_ number: Number.ID) -> Edge {
        Edge(rawValue: "carrier/\(number.rawValue)")
    }
}
