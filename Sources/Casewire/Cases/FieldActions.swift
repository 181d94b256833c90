import CasewireStorage

/// Reads and sets the fields of a case while the program runs, as a setup file does at its start.
package struct FieldActions: Sendable {
    /// Why nothing was changed, in words.
    package struct Refusal: Error, Sendable, Hashable, CustomStringConvertible {
        package let description: String
    }

    /// More are not learned from (`ExampleChoice`).
    package static let mostExamples = 4000
    private static let longestExample = 2000
    private static let longestWords = 2000

    private let services: Services

    package init(services: Services) {
        self.services = services
    }

    package func list() async throws -> [CreatioSettings.Field] {
        let vault = services.vault
        return try await services.database.read { try $0.creatioSettings(openedBy: vault)?.fields ?? [] }
    }

    /// Sets a field, which takes the place of one of the same column. False where there was none.
    @discardableResult
    package func save(_ field: CreatioSettings.Field) async throws -> Bool {
        try Self.check(field)
        return try await change { fields in
            if let place = fields.firstIndex(where: { $0.column == field.column }) {
                fields[place] = field
                return true
            }
            fields.append(field)
            return false
        }
    }

    /// Leaves a column alone from now on. False where it was no field.
    package func remove(_ column: String) async throws -> Bool {
        try await change { fields in
            let count = fields.count
            fields.removeAll { $0.column == column }
            return fields.count < count
        }
    }

    private func change(_ edit: @escaping @Sendable (inout [CreatioSettings.Field]) -> Bool) async throws
        -> Bool
    {
        let (vault, now) = (services.vault, services.clock.now())
        return try await services.database.write { transaction in
            guard var settings = try transaction.creatioSettings(openedBy: vault) else {
                throw Refusal(
                    description: "No Creatio is set up, so there is no case whose columns could be filled.")
            }
            let old = settings.fields
            let result = edit(&settings.fields)
            guard settings.fields != old else { return result }
            // The lookups of the new columns are read anew.
            try transaction.removeSetting("creatio.catalog")
            try transaction.save(settings, sealedBy: vault, at: now)
            return result
        }
    }

    private static func check(_ field: CreatioSettings.Field) throws(Refusal) {
        func refuse(_ words: String) -> Refusal { Refusal(description: words) }
        let isName = field.column.utf8.allSatisfy { $0 == 0x5F || isLetterOrDigit($0) }
        guard isName, !field.column.isEmpty, field.column.count <= 100 else {
            throw refuse("“column” is a column of Case, such as UsrOrderNumber.")
        }
        guard field.title.count <= longestWords, field.description.count <= longestWords else {
            throw refuse("“title” and “description” have at most \(longestWords) characters.")
        }
        if let pattern = field.pattern, (try? Regex(pattern)) == nil {
            throw refuse("“pattern” is not a regular expression.")
        }
        let examples = field.examples ?? []
        guard examples.count <= mostExamples else {
            throw refuse("There are \(examples.count) examples; \(mostExamples) are learned from at most.")
        }
        guard examples.allSatisfy({ !$0.text.isEmpty && $0.text.count <= longestExample }) else {
            throw refuse("An example's “text” has 1 to \(longestExample) characters.")
        }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}
