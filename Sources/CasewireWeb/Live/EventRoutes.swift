import Casewire
import CasewirePages
import HTTPTypes
import Hummingbird
import ServiceLifecycle

/// The dashboard's live stream (WHATWG HTML, section 9.2: server-sent events).
struct EventRoutes {
    let hub: LiveHub

    var routes: [Endpoint<BrowserContext>] {
        [.get("events", may: .read, use: stream)]
    }

    /// Streams until the browser goes, the server stops, or the stream is old enough to be begun anew.
    private func stream(_ request: Request, _ context: BrowserContext) async throws -> Response {
        let cursor = request.headers[Self.lastEventID] ?? request.queryValue("after")
        let (hub, language) = (hub, PageLanguage.current?.language)
        return Response(
            status: .ok,
            headers: [.contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody { writer in
                let subscription = hub.subscribe(after: cursor, in: language)
                defer { subscription.end() }
                do {
                    try await request.body.consumeWithCancellationOnInboundClose { _ in
                        try await withGracefulShutdownHandler {
                            for await bytes in subscription.stream { try await writer.write(bytes) }
                        } onGracefulShutdown: {
                            subscription.end()
                        }
                    }
                } catch is CancellationError {
                    return  // The browser went away: there is nobody to write to.
                }
                try await writer.finish(nil)
            })
    }

    private static let lastEventID: HTTPField.Name = HTTPField.Name("Last-Event-ID") ?? .ifMatch
}
