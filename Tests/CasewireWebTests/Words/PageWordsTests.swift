import Casewire
import CasewirePages
import CasewireStorage
import HTTPTypes
import TestSupport
import Testing

@testable import CasewireWeb

/// Every page in a language whose messages stand in brackets: what does not was not looked up.
@Suite struct PageWordsTests {
    /// What people wrote or named, names of products, and words of the program that are the same everywhere.
    private static let known = [
        "rep@example.com", "second@example.com", "old@example.com", "Harbor Outfitters", "Returns",
        "order_status",
        "Casewire", "Creatio", "GSM-7", "UTC", "America/New_York", "US", "USD", "CSV", "twilio", "Twilio",
        "Telnyx", "Vonage", "Kannel", "https://support.example.com", "https://creatio.example.com",
        "shop.example.com", "GET", "POST", "PUT", "PATCH", "DELETE", "SR0",
        "Within 30 days.", "The customer wrote 1 texts.", "Closed", "New", "Resolved",
    ]

    private static func fill(_ caller: WebCaller, _ browser: WebCaller.Browser) async throws {
        try await caller.world.connectCreatio()
        try await caller.world.converse("I need to speak with a person")
        try await caller.world.receive("Hello", from: "+15557650002")
        try await caller.makeOperator(.viewer, email: "second@example.com")
        _ = try await caller.makeKey(.rep)
        _ = try await caller.submit(
            "/knowledge/new",
            [
                "kind": "article", "title": "Returns", "body": "Within 30 days.", "examples": "a\nb",
                "action": "publish",
            ],
            in: browser)
        _ = try await caller.submit("/settings/limits", [:], in: browser)
    }

    /// The dashboard's addresses, with what stands in them here.
    private static func pages(_ caller: WebCaller) async throws -> [String] {
        let world = caller.world
        let session = try await world.session()
        let article =
            try await world.database.read { try $0.articleList(ArticleQuery()).first?.id.rawValue } ?? ""
        let assets = Assets.carried()
        let renderer = try PageRenderer(assets: assets)
        let router = try WebRouter(
            services: world.services, assets: assets, renderer: renderer,
            numbers: NumberDirectory(services: world.services),
            hub: LiveHub(services: world.services, renderer: renderer), trustedProxies: [])
        return router.dashboardEndpoints.filter { $0.method == .get }.map(\.path).filter { path in
            path != "events" && !path.contains(".") && !path.contains("media")
        }.map { path in
            let id =
                path.hasPrefix("sessions")
                ? session.id.rawValue
                : path.hasPrefix("contacts") ? session.contact.rawValue : article
            return "/" + path.replacing("{id}", with: id)
        }
    }

    @Test func `nothing that the program says is left out of the catalogues`() async throws {
        try await WebWorld(languages: [.pseudo]).run { caller async throws in
            let browser = try await caller.signIn(.owner)
            try await Self.fill(caller, browser)
            let phones = try await caller.world.database.read { snapshot in
                try snapshot.rows("SELECT phone FROM contact UNION SELECT phone FROM number").map {
                    row -> String in
                    try row["phone"]
                }
            }
            let national = phones.compactMap { PhoneNumber(e164: $0)?.national }
            let keys = try await caller.world.database.read { try $0.apiKeys().map(\.name) }
            let pages = try await Self.pages(caller)
            #expect(pages.count > 20)
            for path in pages + ["/sign-in", "/nothing/here"] {
                let page = try await caller.page(path, in: browser, accepting: "qps")
                #expect(page.text.contains("<html lang=\"qps\">") || page.status == 303, "\(path)")
                let left = VisibleText.unsaid(in: page.text, but: Self.known + phones + national + keys)
                #expect(left == [], "\(path)")
            }
        }
    }

    @Test func `an English page has none of it, and Spanish has its own words`() async throws {
        try await WebWorld().run { caller async throws in
            let browser = try await caller.signIn(.owner)
            try await Self.fill(caller, browser)
            for path in try await Self.pages(caller) {
                let english = try await caller.page(path, in: browser)
                // What leads on to another page has no words.
                if english.status == 303 { continue }
                #expect(english.text.contains("<html lang=\"en\">"), "\(path)")
                let spanish = try await caller.page(path, in: browser, accepting: "es-MX, en;q=0.5")
                #expect(spanish.status == english.status)
                #expect(
                    spanish.text.contains("<html lang=\"es\">"), "\(path)")
                #expect(spanish.text.contains("Cerrar sesión") == (spanish.status == 200), "\(path)")
            }
            let session = try await caller.world.session()
            let page = try await caller.page("/sessions/\(session.id)", in: browser, accepting: "es").text
            for words in [
                ">Resolver</button>", ">Devolver al agente</button>", ">Traspasada</span>",
                ">Enviar</button>",
            ] {
                #expect(page.contains(words), "\(words)")
            }
            #expect(page.contains("pidió hablar con una persona") && page.contains("1 segmento"))
        }
    }
}
