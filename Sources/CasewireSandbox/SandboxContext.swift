package import Hummingbird
import NIOCore

/// The context of a request to a simulated server; it can drop the connection without an answer.
package struct SandboxContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    private let channel: any Channel

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// Closes the connection, so that the client sees it end before any answer.
    package func dropConnection() async {
        try? await channel.close()
    }
}
