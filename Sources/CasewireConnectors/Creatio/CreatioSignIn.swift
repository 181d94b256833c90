import Casewire

/// One way to sign in: what is sent, and what the answer means.
///
/// A refusal says what an operator has to change. An answer of the site's or the network's trouble is
/// `unavailable`, so that nobody is sent to look for a wrong password while the site is down.
struct CreatioSignIn: Sendable {
    /// What a successful sign-in gave.
    struct Result: Sendable {
        let proof: CreatioPass.Proof
        /// How long the site takes it, where it says so.
        let lifetime: Duration?
    }

    let connection: CreatioConnection

    var request: CreatioRequest {
        switch connection.signIn {
        case .client(let id, let secret):
            let fields = [
                ("client_id", id), ("client_secret", secret.value), ("grant_type", "client_credentials"),
            ]
            let body = fields.map { "\($0.0)=\($0.1.percentEncoded)" }.joined(separator: "&")
            return CreatioRequest(
                method: .post, url: connection.address.token,
                headers: [
                    ("Accept", "application/json"), ("Content-Type", "application/x-www-form-urlencoded"),
                ],
                body: Array(body.utf8), timeout: connection.timeouts.signIn,
                largestAnswerBytes: CreatioLimits.smallBytes)
        case .user(let name, let password):
            let body = CreatioJSON.object(["UserName": .text(name), "UserPassword": .text(password.value)])
            return CreatioRequest(
                method: .post, url: connection.address.signIn,
                headers: [
                    ("Accept", "application/json"), ("Content-Type", "application/json"),
                    ("ForceUseSession", "true"),
                ],
                body: body.bytes, timeout: connection.timeouts.signIn,
                largestAnswerBytes: CreatioLimits.smallBytes)
        }
    }

    func result(of answer: CreatioAnswer) throws(CaseSystemFailure) -> Result {
        if let trouble = answer.trouble { throw trouble }
        if answer.status >= 500 {
            throw .unavailable(reason: "The sign-in failed with status \(answer.status)")
        }
        return switch connection.signIn {
        case .client: try token(in: answer)
        case .user: try session(in: answer)
        }
    }

    /// RFC 6749, sections 4.4.3 and 5.2.
    private func token(in answer: CreatioAnswer) throws(CaseSystemFailure) -> Result {
        let identity = connection.address.identity
        let json = CreatioJSON(decoding: answer.body)
        if answer.isSuccess, let token = json?["access_token"]?.text, !token.isEmpty {
            let seconds = json?["expires_in"]?.integer ?? 600
            return Result(proof: .bearer(Secret(token)), lifetime: .seconds(max(seconds, 1)))
        }
        let reason =
            switch json?["error"]?.text {
            case "invalid_client":
                "The identity service at \(identity) does not take this client id and secret: copy both again from "
                    + "Creatio, System Designer → OAuth 2.0 integrated applications, and see that it is Active"
            case "unauthorized_client", "unsupported_grant_type":
                "The OAuth application is not of the kind server-to-server (client credentials): make one in Creatio, "
                    + "System Designer → OAuth 2.0 integrated applications"
            case let error?:
                "The identity service at \(identity) refused to give a token: \(error.quotable)"
            case nil:
                "There is no identity service at \(identity) (it answered with status \(answer.status)): set the "
                    + "identity URL, in Creatio the system setting “Identity server Url”"
            }
        throw .signInRefused(reason: reason)
    }

    /// Creatio Academy, "AuthService.svc": 200 for wrong credentials too, with a `Code` that is not 0.
    private func session(in answer: CreatioAnswer) throws(CaseSystemFailure) -> Result {
        let site = connection.address.site
        if let location = answer.location, (300..<400).contains(answer.status) {
            let target = location.prefix { $0 != "?" }
            throw .signInRefused(reason: "\(site) sends sign-ins on to \(target): use that site's address")
        }
        guard answer.isSuccess, let json = CreatioJSON(decoding: answer.body),
            let code = json["Code"]?.integer
        else {
            throw .signInRefused(
                reason: "There is no Creatio sign-in at \(site) (it answered with status \(answer.status)"
                    + "\(answer.pageTitle.map { ", “\($0.quotable)”" } ?? "")): check the site's URL")
        }
        if json["PasswordChangeUrl"]?.text?.isEmpty == false {
            throw .signInRefused(
                reason: "The user's password has expired: sign in to Creatio as that user and change it")
        }
        guard code == 0 else {
            let texts = [json["Message"]?.text, json["Exception"]?["Message"]?.text]
            let words = texts.compactMap { $0 }.first { !$0.isEmpty } ?? ""
            throw .signInRefused(
                reason: "Creatio does not take this user name and password"
                    + (words.isEmpty ? "" : ": \(words.quotable)")
                    + ". A user with two-factor or single sign-on cannot be used here")
        }
        var cookies = CreatioCookies()
        cookies.take(answer.cookies)
        guard !cookies.isEmpty else {
            throw .signInRefused(
                reason: "\(site) took the user name and password, but gave no session cookie")
        }
        return Result(proof: .cookies(cookies), lifetime: nil)
    }
}
