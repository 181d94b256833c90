import Casewire
import CasewirePages
import HTTPTypes
import Hummingbird
import NIOCore

/// Makes answers of pages.
struct PagePresenter {
    let renderer: PageRenderer
    let links: AssetLinks

    struct Language: Sendable {
        /// As BCP 47 writes it.
        let code: String
        /// What it calls itself.
        let name: String
    }

    /// Those that the dashboard is written in.
    var languages: [Language] {
        [Language(code: "en", name: "English")]
            + renderer.catalogues.map { Language(code: $0.language, name: $0.name) }
    }

    /// The words for a person: of the language that they chose, else of the first that their browser asks for and that there is;
    /// nil for English.
    func catalogue(chosen: String?, accepted header: String?) -> Catalogue? {
        let known = languages.map(\.code)
        let language =
            [chosen].compactMap(\.self).first { known.contains($0) }
            ?? AcceptedLanguages(header ?? "").first(of: known)
        return renderer.catalogues.first { $0.language == language }
    }

    func response(_ page: some Page, status: HTTPResponse.Status = .ok) throws -> Response {
        Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: try renderer.render(page))))
    }

    /// What surrounds a page, for somebody who is not signed in.
    func frame(title: String) -> PageFrame {
        PageFrame(title: title, links: links, person: nil, section: nil, cursor: "")
    }

    /// What surrounds a page of the dashboard.
    func frame(title: String, section: PageFrame.Section, for context: BrowserContext) -> PageFrame {
        PageFrame(
            title: title, links: links, person: context.signIn, section: section, cursor: context.liveCursor)
    }
}

/// What surrounds every page: title, assets, navigation, and who is signed in.
struct PageFrame: Sendable {
    enum Section: String, CaseIterable {
        case inbox, contacts, knowledge, analytics
        case setup, organization, numbers, creatio, fields, agent, hours, actions, webhooks, templates,
            limits, people, health, audit, account

        var label: String {
            switch self {
            case .inbox: say("Inbox")
            case .contacts: say("Contacts")
            case .knowledge: say("Knowledge")
            case .analytics: say("Analytics")
            case .setup: say("Set-up")
            case .creatio: "Creatio"
            case .numbers: say("Numbers")
            case .actions: say("Actions")
            case .templates: say("Templates")
            case .webhooks: say("Webhooks")
            case .limits: say("Limits")
            case .people: say("People and keys")
            case .health: say("Health")
            case .audit: say("Audit log")
            case .account: say("Your account")
            case .organization: say("Organization")
            case .fields: say("Fields")
            case .agent: say("Agent")
            case .hours: say("Hours")
            }
        }

        /// Whether it stands under Settings.
        var isSetting: Bool {
            switch self {
            case .inbox, .contacts, .knowledge, .analytics: false
            case .setup, .organization, .numbers, .creatio, .fields, .agent, .hours, .actions, .webhooks,
                .templates, .limits, .people, .health, .audit, .account:
                true
            }
        }

        var address: String {
            isSetting ? "/settings/\(rawValue)" : "/\(rawValue)"
        }

        var permission: Permission {
            switch self {
            case .inbox, .contacts, .knowledge, .analytics, .account: .read
            case .setup, .organization, .numbers, .creatio, .fields, .agent, .hours, .actions, .webhooks,
                .limits:
                .configure
            case .templates: .answer
            case .people, .audit: .managePeople
            case .health: .seeHealth
            }
        }
    }

    struct Link: Sendable {
        let label: String
        let address: String
        let isCurrent: Bool
    }

    struct Person: Sendable {
        let email: String
        let role: String
        let formToken: String
    }

    let title: String
    let stylesheet: String
    let scripts: [String]
    let worker: String
    let icon: String
    let navigation: [Link]
    /// The pages of the settings, on each of them.
    let settings: [Link]
    let isSetting: Bool
    /// The newest live event before the page was read.
    let cursor: String
    let person: Person?

    init(title: String, links: AssetLinks, person signIn: SignIn?, section: Section?, cursor: String) {
        self.cursor = cursor
        self.title = title
        stylesheet = links["casewire.css"]
        scripts = [
            "times.js", "drafts.js", "composer.js", "templates.js", "links.js", "agent-draft.js", "live.js",
            "presence.js", "shortcuts.js",
        ].map { links[$0] }
        worker = links["events-worker.js"]
        icon = links["casewire.svg"]
        person = signIn.map {
            Person(email: $0.person.email, role: say(told: $0.person.role.words), formToken: $0.formToken)
        }
        guard let role = signIn?.person.role else {
            (navigation, settings, isSetting) = ([], [], false)
            return
        }
        let sections = Section.allCases.filter { role.may($0.permission) }
        let isSetting = section?.isSetting ?? false
        let links = { (sections: [Section]) in
            sections.map { Link(label: $0.label, address: $0.address, isCurrent: $0 == section) }
        }
        let ofSettings = links(sections.filter(\.isSetting))
        let entrance = ofSettings.first.map {
            Link(label: say("Settings"), address: $0.address, isCurrent: isSetting)
        }
        self.isSetting = isSetting
        settings = ofSettings
        navigation = links(sections.filter { !$0.isSetting }) + [entrance].compactMap(\.self)
    }
}

/// A moment as pages show it: in UTC here, in the viewer's own zone once the script ran.
struct MomentLabel: Sendable {
    let iso: String
    let text: String

    init(_ moment: Timestamp) {
        iso = moment.iso8601
        // 2026-01-31T12:00:00.123Z
        text = "\(iso.prefix(10)) \(iso.dropFirst(11).prefix(5)) UTC"
    }
}
