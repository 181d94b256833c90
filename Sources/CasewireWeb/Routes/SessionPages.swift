import Casewire
import CasewirePages
import CasewireStorage
import HTTPTypes
import Hummingbird
import Logging

/// A session's page, and what its buttons do.
struct SessionPages {
    let services: Services
    let presenter: PagePresenter
    let hub: LiveHub

    var routes: [Endpoint<BrowserContext>] {
        [
            .get("sessions/{id}", may: .read, use: show),
            .get("sessions/{id}/media/{medium}", may: .read) { request, context in
                try await MediaAnswer(services: services).response(
                    to: request, for: try context.mediumID(), of: try context.sessionID())
            },
            .form("sessions/{id}/handoff", may: .answer) { _, context in
                try await act(context) { try await $0.handOff($1, by: $2) }
            },
            .form("sessions/{id}/take-over", may: .answer) { _, context in
                try await act(context) { try await $0.takeOver($1, by: $2) }
            },
            .form("sessions/{id}/hand-back", may: .answer) { _, context in
                try await act(context) { try await $0.handBack($1, by: $2) }
            },
            .form("sessions/{id}/resolve", may: .answer) { _, context in
                try await act(context) { try await $0.resolve($1, by: $2) }
            },
            .form("sessions/{id}/reopen", may: .answer) { _, context in
                try await act(context) { try await $0.reopen($1, by: $2) }
            },
            .form("sessions/{id}/resync", may: .answer) { _, context in
                try await act(context) { try await $0.resync($1, by: $2) }
            },
            .form("sessions/{id}/case-contact", may: .answer) { form, context in
                try await act(context) { try await $0.chooseContact(form["contact"] ?? "", for: $1, by: $2) }
            },
            .form("sessions/{id}/assign", may: .answer) { form, context in
                let assignee = try await services.assignee(form["operator"] ?? "")
                return try await act(context) { try await $0.assign($1, to: assignee, by: $2) }
            },
            .form("sessions/{id}/snooze", may: .answer, use: snooze),
            .form("sessions/{id}/wake", may: .answer) { _, context in
                try await act(context) { try await $0.wake($1, by: $2) }
            },
            .form("sessions/{id}/presence", may: .read, use: notePresence),
            .form("sessions/{id}/notes", may: .answer) { form, context in
                try await act(context) { try await $0.note(form["text"] ?? "", on: $1, by: $2) }
            },
            .form("sessions/{id}/draft", may: .answer) { _, context in
                try await act(context) { try await $0.draft($1, by: $2) }
            },
            .form("sessions/{id}/replies", may: .answer, use: reply),
            .form("sessions/{id}/templates", may: .answer, use: insertTemplate),
            .form("sessions/{id}/links", may: .answer, use: share),
            .form("sessions/{id}/links/revoke", may: .answer) { _, context in
                let id = try context.sessionID()
                try await SessionLinks(services: services).revoke(for: id, by: context.callerName)
                return .redirect(to: "/sessions/\(id)")
            },
            .form("messages/{id}/resolve", may: .answer, use: resolve),
        ]
    }

    private func show(_ request: Request, _ context: BrowserContext) async throws -> Response {
        let id = try context.sessionID()
        var draft = Draft(key: services.random.identifier())
        if request.queryValue("draft") == "use" { draft.text = try await agentDraft(of: id) ?? "" }
        let answer = try await page(id, context, draft: draft)
        if request.headers[Self.looking] != "no" { try await noteSeen(id, by: context.signIn.person.id) }
        return answer
    }

    /// What the agent would answer, for the reply field where no script can take it there.
    private func agentDraft(of id: Session.ID) async throws -> String? {
        try await services.database.read { snapshot in
            guard let session = try snapshot.session(id),
                case .ready(let draft) = try snapshot.draft(of: session)
            else { return nil }
            return draft.text
        }
    }

    /// Says `no` where a page that nobody looks at reads itself again.
    private static let looking: HTTPField.Name = HTTPField.Name("Casewire-Looking") ?? .ifMatch

    /// Keeps how far the session was seen; it is written only where there is something new.
    private func noteSeen(_ id: Session.ID, by person: Operator.ID) async throws {
        let unseen = try await services.database.read { snapshot -> Int? in
            guard let session = try snapshot.session(id) else { return nil }
            let seen = try snapshot.seen(by: person, of: [id])[id] ?? 0
            return session.position > seen ? session.position : nil
        }
        guard let unseen else { return }
        do {
            try await services.database.write { transaction in
                guard try transaction.session(id) != nil else { return }
                try transaction.noteSeen(id, to: unseen, by: person)
            }
        } catch let error as DatabaseError {
            // Reading goes on while nothing can be written, as on a full disk.
            services.logger.debug("What was seen could not be kept.", metadata: ["error": "\(error)"])
        }
    }

    /// A browser says what its operator does on the page: `state` is `looking`, `typing` or `gone`.
    private func notePresence(_ form: FormBody, _ context: BrowserContext) async throws -> Response {
        let id = try context.sessionID()
        guard let doing = Presence.Doing(rawValue: form["state"] ?? "") else {
            throw Problem.invalid("“state” is looking, typing or gone.")
        }
        guard try await services.database.read({ try $0.session(id) }) != nil else {
            throw SessionActions.Refusal.noSuchSession
        }
        hub.note(context.signIn.person.email, is: doing, in: id)
        return Response(status: .noContent)
    }

    /// Does one thing and shows the session again. What was done already, by a colleague or a second click, is no error.
    private func act(
        _ context: BrowserContext,
        _ action: (SessionActions, Session.ID, String) async throws -> Void
    ) async throws -> Response {
        let id = try context.sessionID()
        do {
            try await action(SessionActions(services: services), id, context.callerName)
        } catch SessionActions.Refusal.notPossible {
            // The page that follows shows the state as it is.
        }
        return .redirect(to: "/sessions/\(id)")
    }

    /// `for` is hour, tomorrow, monday or time; `until` then holds a date and time of the organization's zone.
    private func snooze(_ form: FormBody, _ context: BrowserContext) async throws -> Response {
        let time: SnoozeTime?
        if form["for"] == "time" {
            let zone = try await services.database.read { try $0.organization().timezone }
            time = SnoozeTime.local(form["until"] ?? "", timezone: zone)
        } else {
            time = SnoozeTime(word: form["for"] ?? "")
        }
        guard let time else { throw Problem.invalid(say("Choose until when the session is snoozed.")) }
        return try await act(context) { try await $0.snooze($1, until: time, by: $2) }
    }

    private func reply(_ form: FormBody, _ context: BrowserContext) async throws -> Response {
        let id = try context.sessionID()
        let text = form["text"] ?? ""
        let key = String((form["key"] ?? "").prefix(100))
        if form["warned"] == nil, let warning = TextWarning.words(about: text) {
            let draft = Draft(key: key, text: text, problem: warning, isWarned: true)
            return try await page(id, context, draft: draft, status: .unprocessableContent)
        }
        do {
            _ = try await SessionActions(services: services).reply(
                text, in: id, by: context.callerName,
                key: key.isEmpty ? nil : "\(context.signIn.person.id)/\(key)")
        } catch let refusal as SessionActions.Refusal where refusal != .noSuchSession {
            let draft = Draft(key: key, text: text, problem: refusal.description)
            return try await page(id, context, draft: draft, status: .unprocessableContent)
        }
        return .redirect(to: "/sessions/\(id)#latest")
    }

    /// Puts a template behind what was typed, for browsers that run no script; nothing is sent.
    private func insertTemplate(_ form: FormBody, _ context: BrowserContext) async throws -> Response {
        let id = try context.sessionID()
        let typed = form["text"] ?? ""
        var draft = Draft(key: String((form["key"] ?? "").prefix(100)), text: typed)
        do {
            let text = try await TemplateActions(services: services).text(
                of: ReplyTemplate.ID(rawValue: form["template"] ?? ""), in: id)
            draft.text = typed.allSatisfy(\.isWhitespace) ? text : "\(typed)\n\(text)"
        } catch let refusal as TemplateActions.Refusal {
            draft.problem = refusal.description
        }
        return try await page(
            id, context, draft: draft, status: draft.problem == nil ? .ok : .unprocessableContent)
    }

    /// Shows the link once, on the page that made it.
    private func share(_ form: FormBody, _ context: BrowserContext) async throws -> Response {
        let id = try context.sessionID()
        let link = try await SessionLinks(services: services).make(
            for: id, days: Int(form["days"] ?? "") ?? 0, by: context.callerName)
        return try await page(id, context, draft: Draft(key: services.random.identifier()), link: link)
    }

    /// What became of a text of unknown outcome, by a person's word. One that is known by now is shown as it is.
    private func resolve(_ form: FormBody, _ context: BrowserContext) async throws -> Response {
        let id = Message.ID(rawValue: try context.parameter("id"))
        guard let outcome = MessageActions.Outcome(rawValue: form["outcome"] ?? "") else {
            throw Problem.invalid(say("Choose whether the text was sent or is to be sent again."))
        }
        guard let message = try await services.database.read({ try $0.message(id) }) else {
            throw MessageActions.Refusal.noSuchMessage
        }
        do {
            try await MessageActions(services: services).resolve(id, as: outcome, by: context.callerName)
        } catch MessageActions.Refusal.known {
            // The page that follows shows it.
        }
        return .redirect(to: "/sessions/\(message.session)#latest")
    }

    private func page(
        _ id: Session.ID, _ context: BrowserContext, draft: Draft, link: SessionLinks.Link? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let vault = services.vault
        let now = services.clock.now()
        guard
            let content = try await services.database.read({
                try $0.sessionContent(id, vault: vault, at: now)
            })
        else {
            throw SessionActions.Refusal.noSuchSession
        }
        let name = content.entry.contactName ?? content.entry.contactPhone.national
        let frame = presenter.frame(
            title: "#\(content.entry.session.ticket) \(name)", section: .inbox, for: context)
        return try presenter.response(
            SessionPage(
                content, frame: frame, viewer: context.signIn, draft: draft,
                presence: Presence.words(hub.people(in: id), for: context.signIn.person.email), link: link),
            status: status)
    }
}
