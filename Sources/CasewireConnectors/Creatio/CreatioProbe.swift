import Casewire

/// Finds out where a site's OData service is, by asking for a count at both places.
///
/// Both are asked even when the first answers, since a .NET site may take `/0` as well.
struct CreatioProbe: Sendable {
    /// What an answer says about the place that was asked.
    enum Finding: Sendable, Hashable {
        /// OData is there, even if it would not tell the count.
        case present
        /// A page, a sign-in or nothing at all.
        case absent
        /// The pass is not taken there.
        case refused
        /// Down: nothing can be concluded.
        case unclear(CaseSystemFailure)
    }

    static let order: [CreatioFlavour] = [.framework, .net]

    let connection: CreatioConnection

    func request(for flavour: CreatioFlavour, with pass: CreatioPass) -> CreatioRequest {
        CreatioRequest(
            method: .get, url: connection.address.odata("Contact/$count", flavour),
            headers: [("Accept", "application/json")] + pass.headers, timeout: connection.timeouts.odata,
            largestAnswerBytes: CreatioLimits.smallBytes)
    }

    func finding(in answer: CreatioAnswer) -> Finding {
        if answer.isSuccess {
            let text = String(decoding: answer.body, as: UTF8.self).drop { $0 == "\u{FEFF}" }.trimmed
            if Int(text) != nil { return .present }
            return answer.isSignInPage ? .refused : .absent
        }
        if let trouble = answer.trouble { return .unclear(trouble) }
        switch answer.status {
        case 401: return .refused
        case 300..<400: return answer.isSignInRedirect ? .refused : .absent
        case 404: return .absent
        default:
            // A refusal in OData's own words (no right to read contacts, say) comes from OData.
            if CreatioJSON(decoding: answer.body)?["error"] != nil { return .present }
            if answer.status >= 500 {
                return .unclear(CaseSystemFailure(answer, to: .read, object: "Contact"))
            }
            return answer.status == 403 && answer.body.isEmpty ? .present : .absent
        }
    }

    func flavour(by found: [CreatioFlavour: Finding]) throws(CaseSystemFailure) -> CreatioFlavour {
        if found[.net] == .present { return .net }
        if found[.framework] == .present { return .framework }
        for case .unclear(let failure)? in Self.order.map({ found[$0] }) { throw failure }
        let site = connection.address.site
        if found.values.contains(.refused) {
            throw .signInRefused(
                reason:
                    "\(site) does not let the integration user in, although the sign-in worked: see in Creatio that "
                    + "the user is active, has a licence and belongs to this site")
        }
        throw .signInRefused(
            reason: "There is no OData service at \(site), with or without /0: check the site's URL")
    }
}
