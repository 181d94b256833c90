import Casewire
import CasewireStorage
import Hummingbird

/// The links to the outside: our numbers and Creatio, without their credentials.
struct ConnectionRoutes {
    struct ConnectionsView: Encodable {
        struct NumberView: Encodable {
            let number: String
            let provider: String
            @OrNull var apiUrl: String?
            let autopilot: Bool
            let assist: Bool
            let connected: Bool
            @OrNull var note: String?
            @OrNull var verifiedAt: Timestamp?
            @OrNull var registration: String?
            /// Null where texts are not limited.
            @OrNull var segmentsPerSecond: Double?
            let waitingTexts: Int
        }

        struct CreatioView: Encodable {
            @OrNull var url: String?
            let status: String
            @OrNull var error: String?
            /// Within how many seconds replies and closures are found without a process in Creatio; null where nothing looks.
            @OrNull var replySeconds: Int?
            @OrNull var closureSeconds: Int?
        }

        let numbers: [NumberView]
        let creatio: CreatioView
    }

    let services: Services

    var routes: [Endpoint<KeyContext>] {
        [.get("connections", may: .configure, use: show)]
    }

    private func show(_ request: Request, _ context: KeyContext) async throws -> Response {
        let vault = services.vault
        let (numbers, settings, status) = try await services.database.read { snapshot in
            (
                try snapshot.numberStatuses(), try snapshot.creatioSettings(openedBy: vault),
                try snapshot.creatioStatus()
            )
        }
        return try JSONResponse.make(
            ConnectionsView(
                numbers: numbers.map {
                    ConnectionsView.NumberView(
                        number: $0.phone, provider: $0.provider.rawValue, apiUrl: $0.apiURL,
                        autopilot: $0.autopilot, assist: $0.assist,
                        connected: $0.isConnected, note: $0.note ?? ($0.isVerified ? nil : $0.probeNote),
                        verifiedAt: $0.isVerified ? $0.verifiedAt : nil,
                        registration: $0.registration?.state.rawValue,
                        segmentsPerSecond: $0.rate?.segmentsPerSecond, waitingTexts: $0.waiting.count)
                },
                creatio: ConnectionsView.CreatioView(
                    url: settings?.url, status: settings == nil ? "off" : status?.state.rawValue ?? "untried",
                    error: settings == nil ? nil : status?.reason,
                    replySeconds: settings?.replies.replySeconds,
                    closureSeconds: settings?.replies.closureSeconds)))
    }
}
