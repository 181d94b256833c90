import Casewire

/// A field of a settings form: its label, what stands in it, and what was wrong with that.
struct SettingField: Sendable {
    enum Kind: Sendable {
        case text
        case address
        case area(rows: Int)
        case number(from: Double, to: Double, whole: Bool)
        /// Never filled in: a secret that is kept is not shown again.
        case secret
        case choice([(value: String, label: String)])
        /// Names that are the same in each language.
        case names([String])
        case check
    }

    struct Option: Sendable {
        let value: String
        let label: String
        let isChosen: Bool
        /// Whether the label is no word of ours.
        var isName = false
    }

    let id: String
    let name: String
    let label: String
    let hint: String?
    let value: String
    /// Of an `input`.
    let type: String
    let minimum: String?
    let maximum: String?
    let step: String?
    let rows: Int
    let options: [Option]
    let isInput: Bool
    let isArea: Bool
    let isChoice: Bool
    let isCheck: Bool
    let isChecked: Bool
    let problem: String?
    /// What to know before it is changed.
    let note: String?

    init(
        _ name: String, id: String? = nil, label: String, hint: String? = nil, kind: Kind, value: String,
        problem: String? = nil,
        note: String? = nil
    ) {
        self.name = name
        self.label = label
        self.hint = hint
        self.problem = problem
        self.note = note
        self.id = id ?? "setting-" + name.replacing(".", with: "-")
        var (type, range): (String, (Double, Double, Bool)?) = ("text", nil)
        var (rows, options): (Int, [Option]?) = (0, nil)
        var (isCheck, isSecret) = (false, false)
        switch kind {
        case .text: break
        case .address: type = "url"
        case .area(let count): rows = count
        case .number(let from, let to, let whole): (type, range) = ("number", (from, to, whole))
        case .secret: (type, isSecret) = ("password", true)
        case .choice(let choices):
            options = choices.map { Option(value: $0.value, label: $0.label, isChosen: $0.value == value) }
        case .names(let names):
            options = names.map { Option(value: $0, label: $0, isChosen: $0 == value, isName: true) }
        case .check: isCheck = true
        }
        self.type = type
        minimum = range.map { JSONValue.number($0.0).plain }
        maximum = range.map { JSONValue.number($0.1).plain }
        step = range.map { $0.2 ? "1" : "any" }
        self.rows = rows
        self.options = options ?? []
        self.isCheck = isCheck
        isArea = rows > 0
        isChoice = options != nil
        isInput = !isCheck && rows == 0 && options == nil
        isChecked = isCheck && value == "yes"
        self.value = isSecret ? "" : value
    }
}
