import Casewire
import CasewirePages
import CasewireStorage
import Foundation
import HTTPTypes
import Hummingbird

/// The numbers in the dashboard: whether texts get through, and connecting one more.
struct NumberPages {
    let services: Services
    let presenter: PagePresenter

    var routes: [Endpoint<BrowserContext>] {
        [
            .get("settings/numbers", may: .configure, use: show),
            .form("settings/numbers", may: .configure, use: connect),
            .form("settings/numbers/check", may: .configure, use: check),
            .form("settings/numbers/answering", may: .configure, use: setAnswering),
        ]
    }

    private func show(_ request: Request, _ context: BrowserContext) async throws -> Response {
        try await page(context, NumberEntryForm())
    }

    /// Credentials and a number connect it; credentials alone show the account's numbers to pick from.
    private func connect(_ form: FormBody, _ context: BrowserContext) async throws -> Response {
        var entry = NumberEntryForm()
        do {
            entry = try entered(form)
            if entry.number.isEmpty {
                let found = try await NumberActions(services: services).available(from: entry.values)
                guard let only = found.first else {
                    throw NumberActions.Refusal(say("The account has no number that can receive texts."))
                }
                if found.count > 1 {
                    entry.pick = try await pick(from: found, entry)
                    return try await page(context, entry)
                }
                entry.number = only.e164
            }
            try await NumberActions(services: services).connect(entry.number, through: entry.values)
            if let phone = PhoneNumber(parsing: entry.number) {
                try await NumberActions(services: services).check(phone)
            }
        } catch let refusal as NumberActions.Refusal {
            entry.problem = refusal.description
            return try await page(context, entry, status: .unprocessableContent)
        }
        return .redirect(to: "/settings/numbers")
    }

    private func check(_ form: FormBody, _ context: BrowserContext) async throws -> Response {
        guard let phone = PhoneNumber(e164: form["number"] ?? "") else { throw Problem.notFound }
        try await NumberActions(services: services).check(phone)
        return .redirect(to: "/settings/numbers")
    }

    private func setAnswering(_ form: FormBody, _ context: BrowserContext) async throws -> Response {
        guard let phone = PhoneNumber(e164: form["number"] ?? "") else { throw Problem.notFound }
        guard let answering = AnsweringWords(rawValue: form["answering"] ?? "") else {
            throw Problem.invalid(say("Choose who answers texts to this number."))
        }
        try await NumberActions(services: services).setAnswering(
            phone, autopilot: answering.autopilot, assist: answering.assist)
        return .redirect(to: "/settings/numbers")
    }

    private func entered(_ form: FormBody) throws -> NumberEntryForm {
        var entry = NumberEntryForm()
        entry.number = (form["number"] ?? "").trimmingCharacters(in: .whitespaces)
        if let draft = form["draft"] {
            guard let opened = try? services.vault.open(draft) else { throw Problem.staleForm }
            entry.values = try JSONDecoder().decode([String: String].self, from: Data(opened.value.utf8))
            entry.kind = entry.values["kind"]
            return entry
        }
        let kind = form["kind"] ?? ""
        let carrier = services.connections.carriers.first { $0.kind.rawValue == kind }
        entry.kind = kind
        entry.values = ["kind": kind]
        for name in (carrier?.fields.map(\.name) ?? []) + ["api_url"] {
            let value = (form[name] ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
            if !value.isEmpty { entry.values[name] = value }
        }
        return entry
    }

    private func pick(from found: [PhoneNumber], _ entry: NumberEntryForm) async throws
        -> NumbersPage.PickPart
    {
        let ours = try await services.database.read { Set(try $0.numberStatuses().map(\.phone)) }
        let json = String(decoding: try JSONEncoder().encode(entry.values), as: UTF8.self)
        return NumbersPage.PickPart(
            carrier: services.connections.carriers.first { $0.kind.rawValue == entry.kind }?.name ?? "",
            draft: try services.vault.seal(Secret(json)),
            choices: found.enumerated().map { place, phone in
                .init(
                    e164: phone.e164, national: phone.national, isOurs: ours.contains(phone.e164),
                    isFirst: place == 0)
            })
    }

    private func page(
        _ context: BrowserContext, _ entry: NumberEntryForm, status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let statuses = try await services.database.read { try $0.numberStatuses() }
        return try presenter.response(
            NumbersPage(
                statuses, carriers: services.connections.carriers, entry: entry,
                frame: presenter.frame(title: say("Numbers"), section: .numbers, for: context),
                formToken: context.signIn.formToken), status: status)
    }
}
