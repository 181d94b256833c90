import CasewirePages

/// The pages on which one acts as the rep, and the files they need.
struct CreatioPages: Sendable {
    private let renderer: PageRenderer
    private let assets: Assets

    init() throws {
        assets = .carried()
        renderer = try PageRenderer(assets: assets)
    }

    func html(_ page: some Page) throws -> String { try renderer.render(page) }

    func asset(_ name: String) -> [UInt8]? { assets["sandbox/\(name)"] }

    /// Whether a path is one of these pages or what they need, which is not part of the simulated interface.
    static func isPage(_ path: String) -> Bool {
        path == "/" || path == "/case" || path.hasPrefix("/case/") || path.hasPrefix("/assets/")
            || path.hasSuffix(navigation)
    }

    static let navigation = "/Navigation/Navigation.aspx"
}
