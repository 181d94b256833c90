import CasewirePages

/// What an operator changes of their own.
struct AccountPage: Page {
    static let template = "pages/account"

    let frame: PageFrame
    let formToken: String
    let email: String
    let role: String
    let problem: String?
}
