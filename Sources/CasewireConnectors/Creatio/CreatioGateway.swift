import Casewire
import Logging

/// One call of a site's services, before it is known where they are and how to get in.
struct CreatioCall: Sendable {
    enum Place: Sendable, Hashable {
        /// A path below the OData root.
        case odata(String)
        /// A path below the flavour's prefix.
        case service(String)
    }

    let method: CreatioRequest.Method
    let place: Place
    var accept = "application/json"
    var body: CreatioJSON?
    /// Bytes instead of JSON, and the headers that go with them.
    var file: (content: [UInt8], headers: [(String, String)])?
    /// Whether a batch goes on after a part that failed (Creatio Academy, "Batch request examples").
    var continuesOnError = false
    /// How much of the daily allowance it takes.
    var operations = 1
    var largestAnswerBytes = CreatioLimits.rowsBytes
}

/// Makes calls with a valid sign-in at the right place, and repairs either when the site says that it is
/// wrong.
///
/// An expired session shows as 401, as a redirect to the sign-in page, or as a page where data was asked for;
/// none of them did anything, so the call is repeated once with a new sign-in. A 404 makes it look for the
/// flavour again, as a site may have moved from one to the other.
struct CreatioGateway: Sendable {
    let connection: CreatioConnection
    let wire: CreatioWire
    let access: CreatioAccess

    /// An answer that came from the service that was asked; whether it succeeded is for the caller to see.
    func answer(to call: CreatioCall) async throws(CaseSystemFailure) -> CreatioAnswer {
        var standing = try await access.standing(after: .none)
        var hasRenewed = false
        var hasProbed = false
        while true {
            let answer = try await send(call, standing)
            switch Verdict(answer, call, standing.pass) {
            case .answered: return answer
            case .signedOut where !hasRenewed:
                hasRenewed = true
                Logger.current.debug("Signing in to Creatio again", metadata: ["status": "\(answer.status)"])
                standing = try await access.standing(after: .pass(generation: standing.pass.generation))
            case .signedOut where answer.status == 403: return answer  // A right is missing after all.
            case .signedOut, .elsewhere:
                if !hasProbed {
                    hasProbed = true
                    let old = standing.flavour
                    standing = try await access.standing(after: .flavour(probes: standing.probes))
                    if standing.flavour != old { continue }
                }
                return answer
            }
        }
    }

    private func send(
        _ call: CreatioCall, _ standing: CreatioStanding
    ) async throws(CaseSystemFailure) -> CreatioAnswer {
        let url =
            switch call.place {
            case .odata(let path): connection.address.odata(path, standing.flavour)
            case .service(let path): connection.address.service(path, standing.flavour)
            }
        var headers = [("Accept", call.accept)] + standing.pass.headers
        if call.continuesOnError { headers.append(("Prefer", "continue-on-error")) }
        if call.body != nil { headers.append(("Content-Type", "application/json; charset=utf-8")) }
        headers += call.file?.headers ?? []
        await access.count(requests: 1, operations: call.operations)
        let answer = try await wire.send(
            CreatioRequest(
                method: call.method, url: url, headers: headers, body: call.file?.content ?? call.body?.bytes,
                timeout: connection.timeouts.odata, largestAnswerBytes: call.largestAnswerBytes))
        await access.take(cookies: answer.cookies, for: standing.pass.generation)
        return answer
    }

    /// What an answer says about the way it was asked for.
    private enum Verdict {
        case answered
        case signedOut
        case elsewhere

        init(_ answer: CreatioAnswer, _ call: CreatioCall, _ pass: CreatioPass) {
            self =
                switch answer.status {
                case 401: .signedOut
                case 300..<400: answer.isSignInRedirect ? .signedOut : .elsewhere
                case 200..<300 where answer.isPage && !answer.isFirewall: .signedOut
                case 403
                where call.method != .get && pass.isSession && !answer.isFirewall && !answer.namesRight:
                    .signedOut
                case 404: .elsewhere
                default: .answered
                }
        }
    }
}

extension CreatioAnswer {
    /// Whether a refusal is OData's own, in words of its envelope, and not that of the guard before it.
    fileprivate var namesRight: Bool { CreatioJSON(decoding: body)?["error"] != nil }
}

extension CreatioPass {
    /// A session's CSRF token may have been replaced, which shows as a refused write.
    fileprivate var isSession: Bool {
        if case .cookies = proof { true } else { false }
    }
}
