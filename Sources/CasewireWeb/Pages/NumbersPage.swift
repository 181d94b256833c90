import Casewire
import CasewirePages

/// Our numbers, the way from each carrier to us, and the form that connects one more.
struct NumbersPage: Page {
    static let template = "pages/numbers"

    struct NumberPart: Sendable {
        let phone: String
        let e164: String
        let provider: String
        let isGood: Bool
        let words: String
        let verifiedAt: MomentLabel?
        /// What is in the way, with what to do.
        let notes: [String]
        let registration: RegistrationPart?
        let checkedAt: MomentLabel?
        let rate: String?
        let answering: [AnsweringWords.Choice]
    }

    struct RegistrationPart: Sendable {
        let isGood: Bool
        let words: String
        let advice: String?
    }

    struct CarrierPart: Sendable {
        let kind: String
        let name: String
        let fields: [FieldPart]
        let needsAPIURL: Bool
        let apiURL: String
        let number: String
        let problem: String?
        let isOpen: Bool
    }

    struct FieldPart: Sendable {
        let id: String
        let name: String
        let title: String
        let type: String
        let isRequired: Bool
        let value: String
    }

    struct PickPart: Sendable {
        struct Choice: Sendable {
            let e164: String
            let national: String
            let isOurs: Bool
            let isFirst: Bool
        }

        let carrier: String
        /// What was entered, sealed, so that no secret is written into a page.
        let draft: String
        let choices: [Choice]
    }

    let frame: PageFrame
    let formToken: String
    let numbers: [NumberPart]
    let isEmpty: Bool
    let pick: PickPart?
    let carriers: [CarrierPart]

    init(
        _ statuses: [NumberStatus], carriers: [CarrierDescription], entry: NumberEntryForm,
        frame: PageFrame, formToken: String
    ) {
        self.frame = frame
        self.formToken = formToken
        numbers = statuses.map { status in
            NumberPart(status, carrier: carriers.first { $0.kind == status.provider }?.name)
        }
        isEmpty = statuses.isEmpty
        pick = entry.pick
        self.carriers = carriers.enumerated().map { place, carrier in
            CarrierPart(carrier, entry: entry, isFirst: place == 0 && entry.kind == nil)
        }
    }
}

/// What somebody has entered so far, and what was wrong with it.
struct NumberEntryForm: Sendable {
    var kind: String?
    var values: [String: String] = [:]
    var number = ""
    var problem: String?
    var pick: NumbersPage.PickPart?
}

extension NumbersPage.NumberPart {
    init(_ status: NumberStatus, carrier: String?) {
        e164 = status.phone
        let phone = PhoneNumber(e164: status.phone)
        let national = phone?.national ?? status.phone
        self.phone = national
        provider = carrier ?? status.provider.rawValue
        isGood = status.isVerified
        words =
            if status.isVerified {
                say("Verified")
            } else if status.connectedAt == nil {
                say("Being connected…")
            } else {
                status.isConnected ? say("Connected, not verified") : say("Needs attention")
            }
        verifiedAt = status.isVerified ? status.verifiedAt.map { MomentLabel($0) } : nil
        notes = [status.note, status.isVerified ? nil : status.probeNote].compactMap(\.self).map {
            say(told: $0)
        }
        registration = status.registration.map { NumbersPage.RegistrationPart($0, carrier: carrier) }
        checkedAt = status.checkedAt.map { MomentLabel($0) }
        rate = RateWords.words(status)
        answering = AnsweringWords.choices(for: status)
    }
}

extension NumbersPage.RegistrationPart {
    init(_ registration: Registration, carrier: String?) {
        isGood = !registration.isLacking
        let what = registration.kind == .campaign ? say("10DLC campaign") : say("Toll-free verification")
        words = "\(what): \(say(told: registration.state.rawValue))"
        let reason = registration.reason.map { ": \(say(told: $0))" } ?? ""
        let place = carrier.map { say("in \($0)’s console") } ?? say("at your carrier")
        advice =
            switch (registration.state, registration.kind) {
            case (.registered, _): nil
            case (.missing, .campaign):
                say(
                    """
                    US carriers may drop every text from this number. Register a brand and a campaign \(place), and add the \
                    number to the campaign’s Messaging Service.
                    """)
            case (.missing, .tollFree):
                say(
                    "US carriers drop every text from this number. Submit it for toll-free verification \(place)."
                )
            case (.pending, _):
                say(
                    "Under review, which takes days to weeks. Until it is through, US carriers may drop what you send."
                )
            case (.rejected, _):
                say(
                    """
                    Rejected\(reason). Correct it \(place) and submit it again; until \
                    then US carriers drop what you send.
                    """)
            }
    }
}

extension NumbersPage.CarrierPart {
    init(_ carrier: CarrierDescription, entry: NumberEntryForm, isFirst: Bool) {
        let isEntered = entry.kind == carrier.kind.rawValue
        kind = carrier.kind.rawValue
        name = carrier.name
        fields = carrier.fields.map { field in
            NumbersPage.FieldPart(
                id: "\(carrier.kind.rawValue)-\(field.name)", name: field.name, title: say(told: field.title),
                type: field.isSecret ? "password" : "text", isRequired: field.isRequired,
                value: isEntered && !field.isSecret ? entry.values[field.name] ?? "" : "")
        }
        needsAPIURL = carrier.needsAPIURL
        apiURL = isEntered ? entry.values["api_url"] ?? "" : ""
        number = isEntered ? entry.number : ""
        problem = isEntered ? entry.problem.map { say(told: $0) } : nil
        isOpen = isFirst || isEntered
    }
}
