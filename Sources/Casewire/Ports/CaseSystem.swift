/// A Creatio site: reads and writes rows of its objects, as few requests as it can.
///
/// Rows and columns are Creatio's own (`Case.Subject`), since deciding what goes into which column is this product's
/// business; addresses, sign-in, flavours, literals and error bodies are the connector's.
package protocol CaseSystem: Sendable {
    /// Signs in and looks at what the site is and offers.
    func describe() async throws(CaseSystemFailure) -> CaseSystemDescription

    /// Answers several questions, in their order, in one request where the site allows.
    func read(_ queries: [RowQuery]) async throws(CaseSystemFailure) -> [[RowValues]]

    /// Makes several changes in their order, in one request where the site allows, stopping at the first that fails.
    ///
    /// An outcome a change, in the same order. Throwing means that nothing is known of any of them: they may or may not have
    /// happened, and are to be read before they are repeated.
    func write(_ changes: [RowChange]) async throws(CaseSystemFailure) -> [RowOutcome]

    /// The same, unless `deadline` has passed when the call would begin: then nothing is attempted. For changes that rest on a look
    /// that was taken just before.
    func write(_ changes: [RowChange], before deadline: Timestamp?) async throws(CaseSystemFailure)
        -> [RowOutcome]

    /// Attaches a file to a case. The same file again, under the same id, is that file; its `Size` is what arrived.
    ///
    /// Throwing `unavailable` means that nothing is known of it.
    func attach(_ file: CaseAttachment) async throws(CaseSystemFailure)

    /// The bytes of a file's row, at most so many.
    func download(
        _ file: String, of object: String, largestBytes: Int
    ) async throws(CaseSystemFailure) -> [UInt8]
}

/// A file on its way to a case.
package struct CaseAttachment: Sendable, Hashable {
    /// The GUID of the file's row, made by Casewire before the first attempt.
    package let id: String
    package let caseID: String
    /// Letters, digits, dots and hyphens.
    package let name: String
    package let type: MediumType
    package let content: [UInt8]

    package init(id: String, caseID: String, name: String, type: MediumType, content: [UInt8]) {
        self.id = id
        self.caseID = caseID
        self.name = name
        self.type = type
        self.content = content
    }
}

extension CaseSystem {
    package func write(_ changes: [RowChange], before deadline: Timestamp?) async throws(CaseSystemFailure)
        -> [RowOutcome]
    {
        try await write(changes)
    }
}

/// The columns of a row that were asked for.
package typealias RowValues = [String: RowValue]

/// One value of a row. Creatio's zero values (zero GUID, year 1) arrive as `null`.
package enum RowValue: Sendable, Hashable, Codable {
    case null
    case text(String)
    /// A lower-case GUID: a key or a lookup.
    case id(String)
    case flag(Bool)
    case number(Double)
    case moment(Timestamp)
}

/// A question for rows of one object.
package struct RowQuery: Sendable, Hashable {
    /// The object's name, such as `Case`.
    package let object: String
    package let filter: RowFilter?
    /// Columns by their flat names, such as `StatusId`.
    package let columns: [String]
    /// A column to sort by, ascending.
    package let order: String?
    package let limit: Int

    package init(
        _ object: String, where filter: RowFilter?, columns: [String], order: String? = nil, limit: Int = 500
    ) {
        self.object = object
        self.filter = filter
        self.columns = columns
        self.order = order
        self.limit = limit
    }
}

/// A condition. Paths go through lookups by name (`Case/Id`, `ActivityCategory/Id`), never by the flat `…Id` column.
package indirect enum RowFilter: Sendable, Hashable {
    case equal(String, RowValue)
    case notEqual(String, RowValue)
    case after(String, Timestamp)
    case startsWith(String, String)
    case contains(String, String)
    case all([RowFilter])
    case any([RowFilter])
}

/// A row to make, to change or to remove.
package struct RowChange: Sendable, Hashable, Codable {
    package enum Kind: String, Sendable, Hashable, Codable { case create, update, delete }

    package let kind: Kind
    package let object: String
    /// The row's GUID, made by Casewire before the first attempt.
    package let id: String
    package let values: RowValues

    package init(_ kind: Kind, _ object: String, id: String, values: RowValues) {
        self.kind = kind
        self.object = object
        self.id = id
        self.values = values
    }
}

/// What became of one change.
package enum RowOutcome: Sendable, Hashable {
    /// Stored. A created row's columns as the site answered them (`Number`, `CreatedById` …), else empty.
    case done(RowValues)
    /// Refused or failed, and why.
    case failed(CaseSystemFailure)
    /// Not tried, since an earlier one failed.
    case notAttempted
}

/// Why the site did not do what was asked, by what the caller can do about it.
package enum CaseSystemFailure: Error, Sendable, Hashable {
    /// Down, slow or overloaded: try again later. Writes of that call may have happened.
    case unavailable(reason: String)
    /// Nothing was asked, since the day's operations are used up: try again after `wait`.
    case overQuota(reason: String, wait: Duration)
    /// The credentials or the address are wrong: an operator must act.
    case signInRefused(reason: String)
    /// The integration user lacks a right. `right` is `read`, `add`, `edit` or `delete`.
    case denied(object: String, right: String, reason: String)
    /// The row is there already under this id, or may be: read it.
    case duplicate(reason: String)
    /// A lookup points at a row that is gone, such as a merged contact.
    case missingReference(reason: String)
    /// Never going to work as asked: an unknown column, a value that does not fit. An operator must act.
    case rejected(reason: String)
    /// No row has that id.
    case notFound(reason: String)

    /// In words, with what to do.
    package var reason: String {
        switch self {
        case .unavailable(let reason), .overQuota(let reason, _), .signInRefused(let reason),
            .denied(_, _, let reason), .duplicate(let reason), .missingReference(let reason),
            .rejected(let reason), .notFound(let reason):
            reason
        }
    }
}

/// What a site is and offers.
package struct CaseSystemDescription: Sendable, Hashable, Codable {
    /// `framework` (services below `/0`) or `net`.
    package let flavour: String
    /// The contact behind the integration user: `CreatedById` of all that Casewire makes.
    package let integrationContact: String
    /// Columns of each object of interest, by object name.
    package let columns: [String: [RowColumn]]

    package init(flavour: String, integrationContact: String, columns: [String: [RowColumn]]) {
        self.flavour = flavour
        self.integrationContact = integrationContact
        self.columns = columns
    }

    package func has(_ column: String, in object: String) -> Bool {
        columns[object]?.contains { $0.name == column } ?? false
    }
}

/// A column of an object, from the site's `$metadata`.
package struct RowColumn: Sendable, Hashable, Codable {
    /// The flat name, such as `PriorityId`.
    package let name: String
    /// The EDM type without `Edm.`, such as `String` or `Guid`.
    package let type: String
    /// For a lookup, the object that its values are rows of, such as `CasePriority`.
    package let lookup: String?

    package init(name: String, type: String, lookup: String?) {
        self.name = name
        self.type = type
        self.lookup = lookup
    }
}
