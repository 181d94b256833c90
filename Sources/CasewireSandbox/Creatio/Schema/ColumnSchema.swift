/// One column of an object: its name, type, size and what it holds when nobody fills it.
package struct ColumnSchema: Sendable {
    package enum Kind: Sendable, Equatable {
        case guid
        case text(TextKind)
        case flag
        case integer
        case decimal
        case time(TimeKind)
        /// A reference to a row of the named object; exposed as `XId` and as the navigation `X`.
        case lookup(String)
        /// Bytes, exposed as a media link.
        case stream
    }

    /// The text types of Creatio's object designer and their sizes (Creatio Academy: data types).
    package enum TextKind: Sendable {
        case short, medium, long, unlimited, rich, phone, email

        /// At most so many characters; nil without a limit.
        package var limit: Int? {
            switch self {
            case .short: 50
            case .medium, .phone, .email: 250
            case .long: 500
            case .unlimited, .rich: nil
            }
        }
    }

    package enum TimeKind: Sendable {
        case dateTime, date
    }

    /// What an insert puts into a column that was left out.
    package enum Initial: Sendable {
        case nothing
        case value(CreatioValue)
        case now
        case currentContact
        case defaultLanguage
    }

    package let name: String
    package let kind: Kind
    package let caption: String
    /// Checked when a row is saved, not by the database.
    package let isRequired: Bool
    package let initial: Initial
    /// Rows can be found by an equal value without reading them all.
    package let isIndexed: Bool
    /// The name in OData: `StatusId` for the lookup `Status`.
    package let property: String

    init(
        _ name: String, _ kind: Kind, caption: String? = nil, required: Bool = false,
        initial: Initial = .nothing, indexed: Bool = false
    ) {
        self.name = name
        self.kind = kind
        self.caption = caption ?? Self.caption(for: name)
        isRequired = required
        self.initial = initial
        isIndexed = indexed
        if case .lookup = kind { property = name + "Id" } else { property = name }
    }

    static func text(
        _ name: String, _ kind: TextKind, caption: String? = nil, required: Bool = false,
        indexed: Bool = false
    ) -> ColumnSchema {
        ColumnSchema(name, .text(kind), caption: caption, required: required, indexed: indexed)
    }

    static func lookup(
        _ name: String, to entity: String, caption: String? = nil, required: Bool = false,
        initial: Initial = .nothing, indexed: Bool = false
    ) -> ColumnSchema {
        ColumnSchema(
            name, .lookup(entity), caption: caption, required: required, initial: initial, indexed: indexed)
    }

    static func lookup(_ name: String, to entity: String, initially id: StaticString, required: Bool = false)
        -> ColumnSchema
    {
        lookup(name, to: entity, required: required, initial: .value(.guid(GUID(known: id))))
    }

    static func flag(_ name: String, initially value: Bool = false) -> ColumnSchema {
        ColumnSchema(name, .flag, initial: .value(.flag(value)))
    }

    static func integer(_ name: String) -> ColumnSchema { ColumnSchema(name, .integer) }

    static func time(_ name: String, required: Bool = false, initial: Initial = .nothing) -> ColumnSchema {
        ColumnSchema(name, .time(.dateTime), required: required, initial: initial)
    }

    /// The object a lookup refers to.
    package var target: String? {
        if case .lookup(let entity) = kind { entity } else { nil }
    }

    /// What the column holds in a row that never got a value.
    package var emptyValue: CreatioValue {
        switch kind {
        case .guid, .lookup, .time, .stream: .null
        case .text: .text("")
        case .flag: .flag(false)
        case .integer: .integer(0)
        case .decimal: .decimal(0)
        }
    }

    /// The type in `$metadata`.
    package var edmType: String {
        switch kind {
        case .guid, .lookup: "Edm.Guid"
        case .text: "Edm.String"
        case .flag: "Edm.Boolean"
        case .integer: "Edm.Int32"
        case .decimal: "Edm.Decimal"
        case .time: "Edm.DateTimeOffset"
        case .stream: "Edm.Stream"
        }
    }

    /// The number that Creatio's data services give the type.
    package var dataValueType: Int {
        switch kind {
        case .guid: 0
        case .integer: 4
        case .decimal: 31
        case .time(.dateTime): 7
        case .time(.date): 8
        case .lookup: 10
        case .flag: 12
        case .stream: 13
        case .text(.short): 27
        case .text(.medium): 28
        case .text(.unlimited): 29
        case .text(.long): 30
        case .text(.phone): 42
        case .text(.rich): 43
        case .text(.email): 45
        }
    }

    /// `ShowInScheduler` → `Show in scheduler`.
    private static func caption(for name: String) -> String {
        var caption = ""
        for character in name {
            if character.isUppercase, !caption.isEmpty {
                caption += " " + character.lowercased()
            } else {
                caption.append(character)
            }
        }
        return caption
    }
}
