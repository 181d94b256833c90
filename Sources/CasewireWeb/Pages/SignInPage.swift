import CasewirePages

/// Where an operator signs in.
struct SignInPage: Page {
    static let template = "pages/sign-in"

    let frame: PageFrame
    let email: String
    /// Where to go afterwards.
    let returnAddress: String
    let problem: String?
}
