package import AsyncHTTPClient
package import Casewire

/// Reads one host of the open network as files of texts are read: at addresses that were looked at, up to a size and a time.
package struct PageFetch: PageSource {
    private let fetch: MediaFetch

    /// For one page, however slowly it drips.
    private static let timeout = Duration.seconds(20)

    package init(host: String, client: HTTPClient) {
        self.init(host: host, client: client, resolve: PublicAddress.resolve)
    }

    init(host: String, client: HTTPClient, resolve: @escaping @Sendable (String) async -> [String]) {
        fetch = MediaFetch(
            carrier: host, places: MediaPlaces(apiURL: nil, vendor: nil, hosts: [host.lowercased()]),
            credentials: [], client: client, timeout: Self.timeout, resolve: resolve)
    }

    package func fetch(_ address: String, largestBytes: Int) async throws(MediumFailure) -> FetchedMedium {
        do {
            return try await fetch.fetch(address, largestBytes: largestBytes)
        } catch .refused(let reason) {
            // The words are a carrier's there.
            throw .refused(
                reason: reason.replacing(
                    "its address is none of the carrier's", with: "it is on another host"
                )
                .replacing("the carrier sent", with: "the website sent"))
        } catch {
            throw error
        }
    }
}
