import Casewire

/// What came back, as far as the connector looks at it.
struct CreatioAnswer: Sendable, Hashable {
    var status: Int
    /// In lower case, without parameters.
    var contentType = ""
    var location: String?
    /// As the site wrote it: seconds or a date.
    var retryAfter: String?
    /// `Set-Cookie` lines, byte for byte.
    var cookies: [String] = []
    var body: [UInt8] = []

    var isSuccess: Bool { (200..<300).contains(status) }
}

extension CreatioAnswer {
    /// A page for people where data was asked for.
    var isPage: Bool {
        if contentType == "text/html" || contentType == "application/xhtml+xml" { return true }
        let start = String(decoding: body.prefix(200), as: UTF8.self).trimmed.lowercased()
        return start.hasPrefix("<!doctype html") || start.hasPrefix("<html")
    }

    /// What the page calls itself.
    var pageTitle: String? {
        guard isPage else { return nil }
        let page = String(decoding: body.prefix(16 << 10), as: UTF8.self)
        guard
            let title = page.text(between: "<title", and: "</title")
                ?? page.text(between: "<TITLE", and: "</TITLE")
        else { return nil }
        let text = title.drop { $0 != ">" }.dropFirst().trimmed
        return text.isEmpty ? nil : text
    }

    /// A page of the firewall that stands in front of cloud sites.
    var isFirewall: Bool {
        guard isPage else { return false }
        let page = String(decoding: body.prefix(16 << 10), as: UTF8.self)
        return [
            "Incapsula", "_Incapsula_Resource", "Imperva", "cf-error-details",
            "Attention Required! | Cloudflare",
        ]
        .contains { page.contains($0) }
    }

    /// A redirect to the sign-in page: `/Login/NuiLogin.aspx` or `/Login/Login.html`.
    var isSignInRedirect: Bool {
        (300..<400).contains(status) && location?.lowercased().contains("/login/") == true
    }

    /// The sign-in page itself, at the end of a redirect that somebody followed.
    var isSignInPage: Bool {
        guard isPage else { return false }
        let page = String(decoding: body.prefix(64 << 10), as: UTF8.self)
        return page.contains("/Login/") || page.contains("bootstrap.login") || page.contains("NuiLogin")
    }
}

extension CreatioAnswer {
    /// Trouble of the site or of what stands before it, that passes by itself; nil where there is none.
    var trouble: CaseSystemFailure? {
        let wait =
            retryAfter.map { ": it asks to wait \(Int($0) != nil ? "\($0) s" : "until \($0.quotable)")" }
            ?? ""
        if isFirewall {
            return .unavailable(
                reason:
                    "A firewall before Creatio stopped the request (“\((pageTitle ?? "Incapsula incident").quotable)”): ask "
                    + "Creatio's support to let this server's address pass")
        }
        switch status {
        case 408: return .unavailable(reason: "Creatio took too long\(wait)")
        case 429: return .unavailable(reason: "Creatio takes no more requests for now\(wait)")
        case 502, 503, 504:
            let title = pageTitle.map { ", “\($0.quotable)”" } ?? ""
            return .unavailable(reason: "Creatio is down for now (status \(status)\(title))\(wait)")
        case 500... where isPage:
            return .unavailable(
                reason: "Creatio failed with a page, “\((pageTitle ?? "untitled").quotable)”\(wait)")
        default: return nil
        }
    }
}
