/// What one column of one row holds.
package enum CreatioValue: Sendable, Hashable {
    /// Nothing: an empty lookup or date. Answered as a zero value, except inside `$expand`.
    case null
    case guid(GUID)
    case text(String)
    case flag(Bool)
    case integer(Int)
    case decimal(Double)
    case time(CreatioTime)

    package var guid: GUID? { if case .guid(let guid) = self { guid } else { nil } }
    package var text: String? { if case .text(let text) = self { text } else { nil } }
    package var flag: Bool? { if case .flag(let flag) = self { flag } else { nil } }
    package var time: CreatioTime? { if case .time(let time) = self { time } else { nil } }

    /// Nothing, an empty text, or the zero GUID.
    package var isEmpty: Bool {
        switch self {
        case .null: true
        case .text(let text): text.isEmpty
        case .guid(let guid): guid == .zero
        case .flag, .integer, .decimal, .time: false
        }
    }
}
