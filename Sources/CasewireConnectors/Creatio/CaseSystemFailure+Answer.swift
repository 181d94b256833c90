import Casewire

extension CaseSystemFailure {
    /// What a failed answer means, in words that a person can act on.
    init(_ answer: CreatioAnswer, to right: CreatioRight, object: String) {
        if let trouble = answer.trouble {
            self = trouble
            return
        }
        if answer.isSignInRedirect || answer.status == 401 || answer.isSignInPage {
            self = .signedOut
            return
        }
        if let location = answer.location, (300..<400).contains(answer.status) {
            self = .signInRefused(
                reason:
                    "The site sends requests on to \(location.prefix { $0 != "?" }.quotable): use that address"
            )
            return
        }
        if answer.isSuccess && answer.isPage {
            self = .unavailable(
                reason:
                    "Creatio answered with a page instead of data, “\((answer.pageTitle ?? "untitled").quotable)”"
            )
            return
        }
        let body = CreatioErrorBody(CreatioJSON(decoding: answer.body))
        if let body, let told = CaseSystemFailure(body, to: right, object: object) {
            self = told
            return
        }
        let words = body?.message ?? answer.pageTitle ?? ""
        let quote = words.isEmpty ? "" : " (Creatio: “\(words.quotable)”)"
        switch answer.status {
        case 403: self = .denied(to: right, object, quote)
        case 409 where right == .add:
            self = .duplicate(reason: "\(object) has a row with this id already\(quote)")
        case 404 where (right == .edit || right == .delete) && !answer.isPage:
            self = .notFound(reason: "\(object) has no row with that id\(quote)")
        case 404:
            self = .rejected(
                reason:
                    "The site has no object \(object): check the name, and that the product with it is installed. After "
                    + "publishing a new object, wait two minutes\(quote)")
        case 400..<500:
            self = .rejected(reason: "Creatio refused the request with status \(answer.status)\(quote)")
        default:
            // A row may have been stored before something that runs after it failed: it is read before it is repeated.
            self = .unavailable(reason: "Creatio failed with status \(answer.status)\(quote)")
        }
    }

    /// The sign-in worked, yet the site does not let its holder in.
    static let signedOut = CaseSystemFailure.signInRefused(
        reason:
            "Creatio does not accept the sign-in that it just gave: see that the OAuth application is Active, that its "
            + "user is active and licensed, and that the identity URL belongs to this site")

    static func denied(to right: CreatioRight, _ object: String, _ quote: String) -> CaseSystemFailure {
        .denied(
            object: object, right: right.rawValue,
            reason:
                "The integration user may not \(right.rawValue) \(object). In Creatio’s System Designer → Object "
                + "permissions → \(object), give the user or its role the operation permission "
                + "“\(right.permission)”\(quote)")
    }
}
