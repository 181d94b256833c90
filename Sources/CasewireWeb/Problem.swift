import Casewire
import HTTPTypes

/// Why a request is answered with an error, in words with what to do (RFC 9457).
struct Problem: Error, Hashable {
    let status: HTTPResponse.Status
    /// Names the kind of problem; the same for every occurrence.
    let title: String
    /// What happened here, and what to do.
    let detail: String
    /// Seconds after which another try makes sense.
    var retryAfterSeconds: Int?
    /// The methods that the address does take, where another was used.
    var allowedMethods: String?

    init(_ status: HTTPResponse.Status, _ title: String, _ detail: String, retryAfterSeconds: Int? = nil) {
        self.status = status
        self.title = title
        self.detail = detail
        self.retryAfterSeconds = retryAfterSeconds
    }

    static let notFound = Problem(
        .notFound, "Not found", "There is nothing at this address. Check it for a typing mistake.")

    static let noKey = Problem(
        .unauthorized, "No valid API key",
        "Send the header “Authorization: Bearer cw_…” with a key that was not revoked. “casewire key create” makes one."
    )

    static let notSignedIn = Problem(.unauthorized, "Not signed in", "Sign in, then try again.")

    static let staleForm = Problem(
        .forbidden, "The form is out of date",
        "It does not belong to this sign-in, so nothing was changed. Go back, load the page again and repeat what you did."
    )

    static func wrongMethod(_ method: HTTPRequest.Method, allowed: [String]) -> Problem {
        let words = allowed.joined(separator: ", ")
        var problem = Problem(
            .methodNotAllowed, "Method not allowed", "This address takes \(words), not \(method.rawValue).")
        problem.allowedMethods = words
        return problem
    }

    static func notAllowed(_ role: Operator.Role) -> Problem {
        Problem(
            .forbidden, "Not allowed",
            "The role “\(role.rawValue)” may not do this. Ask an owner or admin for another role.")
    }

    static func tooLarge(_ bytes: Int) -> Problem {
        Problem(.contentTooLarge, "Too large", "The body is over \(bytes / 1024) kB. Send less.")
    }

    static func invalid(_ detail: String) -> Problem {
        Problem(.unprocessableContent, "Not understood", detail)
    }

    static func badRequest(_ detail: String) -> Problem {
        Problem(.badRequest, "Not understood", detail)
    }

    static func unavailable(_ detail: String) -> Problem {
        Problem(.serviceUnavailable, "Not available", detail, retryAfterSeconds: 5)
    }
}
