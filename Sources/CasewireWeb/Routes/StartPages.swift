import Casewire
import CasewirePages
import CasewireStorage
import HTTPTypes
import Hummingbird

/// *Start a conversation* in the dashboard.
struct StartPages {
    let services: Services
    let presenter: PagePresenter

    var routes: [Endpoint<BrowserContext>] {
        [
            .get("start", may: .answer, use: show),
            .form("start", may: .answer, use: send),
            .form("start/check", may: .answer) { form, context in
                try await check(StartForm(form), context)
            },
        ]
    }

    private var starting: StartConversation { StartConversation(services: services) }

    /// `?contact=` fills the form for somebody who is known, without a number in the address.
    private func show(_ request: Request, _ context: BrowserContext) async throws -> Response {
        var entry = StartForm(key: services.random.identifier())
        guard let text = request.queryValue("contact") else { return try await page(entry, context) }
        let id = Contact.ID(rawValue: text.lowercased())
        let known = try await services.database.read { snapshot in
            guard let contact = try snapshot.contact(id) else { throw Problem.noSuchContact }
            let newest = try snapshot.inbox(InboxQuery(contact: contact.phone, limit: 1)).entries.first
            return (phone: contact.phone.e164, number: newest?.number)
        }
        entry.phone = known.phone
        entry.number = known.number
        return try await check(entry, context)
    }

    /// Says what the text would meet; nothing is sent.
    private func check(_ entry: StartForm, _ context: BrowserContext) async throws -> Response {
        var entry = entry
        entry.isWarned = false
        do {
            let preview = try await starting.preview(to: entry.phone, from: entry.number, text: entry.text)
            return try await page(entry, context, preview: preview)
        } catch let refusal as SessionActions.Refusal {
            entry.problem = refusal.description
            return try await page(entry, context, status: .unprocessableContent)
        }
    }

    private func send(_ form: FormBody, _ context: BrowserContext) async throws -> Response {
        var entry = StartForm(form)
        var preview: StartPreview?
        do {
            preview = try await starting.preview(to: entry.phone, from: entry.number, text: entry.text)
            if !entry.isWarned, let warning = Self.warning(about: entry.text, preview) {
                entry.problem = warning
                entry.isWarned = true
                return try await page(entry, context, preview: preview, status: .unprocessableContent)
            }
            let id = try await starting.run(
                to: entry.phone, from: entry.number, text: entry.text,
                consent: .init(source: entry.source, wording: entry.wording.isEmpty ? nil : entry.wording),
                by: context.callerName,
                key: entry.key.isEmpty ? nil : "\(context.signIn.person.id)/\(entry.key)")
            return .redirect(to: "/sessions/\(id)#latest")
        } catch let refusal as SessionActions.Refusal {
            entry.problem = refusal.description
            return try await page(entry, context, preview: preview, status: .unprocessableContent)
        }
    }

    /// What the person should know first; they may send it all the same. What cannot be sent at all is not warned of.
    private static func warning(about text: String, _ preview: StartPreview?) -> String? {
        guard preview?.obstacle == nil else { return nil }
        if let words = TextWarning.words(about: text) { return words }
        guard preview?.leavesAt != nil else { return nil }
        return say("It is quiet hours where the customer is. Send it again to let it wait until they end.")
    }

    private func page(
        _ entry: StartForm, _ context: BrowserContext, preview: StartPreview? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let vault = services.vault
        let (numbers, prices) = try await services.database.read {
            (try $0.numbers(vault: vault).map(\.phone), try $0.organization().segmentPrices)
        }
        return try presenter.response(
            StartPage(
                entry, numbers: numbers, preview: preview, prices: prices,
                frame: presenter.frame(title: say("Start a conversation"), section: .inbox, for: context),
                formToken: context.signIn.formToken), status: status)
    }
}
