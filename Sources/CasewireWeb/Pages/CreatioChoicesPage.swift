import Casewire
import CasewirePages

/// What goes where in Creatio, chosen from the site's own lists.
struct CreatioChoicesPage: Page {
    static let template = "pages/creatio-choices"

    struct Option: Sendable {
        let value: String
        let label: String
        let isSelected: Bool
    }

    /// A list to choose from, or a text field where the site does not show the list.
    struct Field: Sendable {
        let name: String
        let label: String
        let hint: String?
        let isList: Bool
        let options: [Option]
        let value: String

        init(
            _ name: String, _ label: String, hint: String? = nil, value: String, first: [(String, String)],
            choices: [CreatioChoices.Choice]
        ) {
            self.name = name
            self.label = label
            self.hint = hint
            self.value = value
            isList = !choices.isEmpty
            let chosen = choices.first { $0.id == value.lowercased() || $0.name == value }?.id
            var options = first.map { Option(value: $0.0, label: $0.1, isSelected: $0.0 == value) }
            if chosen == nil, !options.contains(where: \.isSelected) {
                options.append(Option(value: value, label: value, isSelected: true))
            }
            self.options =
                options + choices.map { Option(value: $0.id, label: $0.name, isSelected: $0.id == chosen) }
        }
    }

    let frame: PageFrame
    let formToken: String
    let problem: String?
    let isSaved: Bool
    let everyConversation: Bool
    let fields: [Field]

    init(
        frame: PageFrame, entry: ChooseCreatio.Entry, choices: CreatioChoices, problem: String?,
        isSaved: Bool,
        formToken: String
    ) {
        self.frame = frame
        self.formToken = formToken
        self.problem = problem.map { say(told: $0) }
        self.isSaved = isSaved
        everyConversation = entry.cases == .everyConversation
        let byFlags = [
            ("", say("By the flags of the statuses")), (CasePhase.leftAlone, say("Leave it as it is")),
        ]
        let phases = CasePhase.allCases.map { phase in
            Field(
                phase.rawValue, say("Status \(phase.words)"), hint: nil, value: entry.statuses[phase] ?? "",
                first: phase == .resolved ? [byFlags[0]] : byFlags, choices: choices.statuses)
        }
        fields =
            [
                Field(
                    "owner", say("Owner of cases at handoff"),
                    hint: say("A user of Creatio, or the name or GUID of a contact."),
                    value: entry.owner, first: [("", say("Nobody: Creatio decides"))], choices: choices.owners
                ),
                Field(
                    "group", say("Group of cases at handoff"), value: entry.group,
                    first: [("", say("None: Creatio decides"))],
                    choices: choices.groups),
                Field(
                    "origin", say("Origin of cases"), value: entry.origin, first: [], choices: choices.origins
                ),
            ] + phases
    }
}

extension CasePhase {
    /// After “Status”.
    fileprivate var words: String {
        switch self {
        case .withAgent: say("while the agent has the session")
        case .handedOff: say("at handoff")
        case .waitingForCustomer: say("when a rep has answered")
        case .customerReplied: say("when the customer has answered a rep")
        case .resolved: say("when the session is resolved")
        }
    }
}
