import CasewirePages

/// What an operator changes of their own.
struct AccountPage: Page {
    static let template = "pages/account"

    struct Choice: Sendable {
        let code: String
        let name: String
        let isChosen: Bool
    }

    let frame: PageFrame
    let formToken: String
    let email: String
    let role: String
    let problem: String?
    let languages: [Choice]

    init(
        frame: PageFrame, formToken: String, email: String, role: String, problem: String?,
        languages: [PagePresenter.Language], chosen: String?
    ) {
        (self.frame, self.formToken, self.email) = (frame, formToken, email)
        (self.role, self.problem) = (role, problem)
        self.languages = languages.map { Choice(code: $0.code, name: $0.name, isChosen: $0.code == chosen) }
    }
}
