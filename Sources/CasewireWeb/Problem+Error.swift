import Casewire
import CasewireStorage
import HTTPTypes
import Hummingbird

extension Problem {
    /// The problem that an error amounts to for its caller; nil for one that nobody expected.
    init?(_ error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let refusal as SessionActions.Refusal: self.init(refusal)
        case let refusal as MessageActions.Refusal where refusal == .noSuchMessage:
            self.init(.notFound, "No such message", refusal.description)
        case let refusal as MessageActions.Refusal:
            self.init(.conflict, "Not possible now", refusal.description)
        case let refusal as ArticleActions.Refusal: self.init(refusal)
        case let refusal as PeopleActions.Refusal: self.init(refusal)
        case let refusal as TemplateActions.Refusal: self.init(refusal)
        case let refusal as WebhookActions.Refusal: self.init(refusal)
        case ContactActions.Refusal.noSuchContact: self = .noSuchContact
        case let refusal as ContactActions.Refusal: self = .invalid(refusal.description)
        case let refusal as FieldActions.Refusal: self = .invalid(refusal.description)
        case let refusal as ChangeSettings.Refusal: self = .invalid(refusal.description)
        case let refusal as SavedView.Refusal: self = .invalid(refusal.description)
        case let refusal as NumberActions.Refusal: self = .invalid(refusal.description)
        case let error as SetAsideActions.NoSuchJob:
            self.init(.notFound, "No such job", error.description)
        case let refusal as RestoreActions.Refusal:
            self.init(.conflict, "Not possible now", refusal.description)
        case let error as DatabaseError: self.init(error)
        case let error as EmptyText: self = .invalid(error.description)
        case let failure as CaseSystemFailure: self.init(failure)
        case let error as HTTPError: self.init(error)
        default: return nil
        }
    }

    private init(_ refusal: SessionActions.Refusal) {
        switch refusal {
        case .noSuchSession: self.init(.notFound, "No such session", refusal.description)
        case .notPossible: self.init(.conflict, "Not possible now", refusal.description)
        case .suppressed: self.init(.conflict, "The customer opted out", refusal.description)
        case .invalid: self.init(.unprocessableContent, "Not understood", refusal.description)
        }
    }

    private init(_ refusal: ArticleActions.Refusal) {
        switch refusal {
        case .noSuchArticle: self.init(.notFound, "No such article", refusal.description)
        case .noSuchVersion: self.init(.notFound, "No such version", refusal.description)
        case .changedMeanwhile, .notPossible, .titleTaken:
            self.init(.conflict, "Not possible now", refusal.description)
        case .invalid: self = .invalid(refusal.description)
        }
    }

    private init(_ refusal: TemplateActions.Refusal) {
        switch refusal {
        case .noSuchTemplate: self.init(.notFound, "No such template", refusal.description)
        case .nameTaken, .shortcutTaken, .tooMany:
            self.init(.conflict, "Not possible now", refusal.description)
        case .invalid: self = .invalid(refusal.description)
        }
    }

    init(_ refusal: PeopleActions.Refusal) {
        switch refusal {
        case .noSuchOperator: self.init(.notFound, "No such operator", refusal.description)
        case .noSuchKey: self.init(.notFound, "No such key", refusal.description)
        case .notAllowed: self.init(.forbidden, "Not allowed", refusal.description)
        case .notPossible: self.init(.conflict, "Not possible now", refusal.description)
        case .invalid: self.init(.unprocessableContent, "Not understood", refusal.description)
        }
    }

    private init?(_ error: DatabaseError) {
        switch error {
        case .full, .unavailable:
            self = .unavailable(
                "Nothing was kept, since the database cannot be written. Try again in a moment.")
        case .constraint, .misuse: return nil
        }
    }

    private init(_ failure: CaseSystemFailure) {
        self.init(
            .badGateway, "Creatio did not answer as expected",
            "The case could not be read from Creatio just now. Settings, Health shows the state of the link.")
    }

    private init(_ error: HTTPError) {
        switch error.status {
        case .notFound: self = .notFound
        case .contentTooLarge:
            self.init(.contentTooLarge, "Too large", "The body is larger than this address takes. Send less.")
        default: self.init(error.status, error.status.reasonPhrase, error.body ?? "The request was refused.")
        }
    }
}
