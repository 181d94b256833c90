import CasewireStorage

extension Schema {
    /// In which language an operator reads the dashboard (BCP 47); null for the browser's.
    static let operatorLanguages: @Sendable (Dialect) -> [String] = { _ in
        ["ALTER TABLE operator ADD COLUMN language TEXT"]
    }
}
