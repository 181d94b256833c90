import AsyncHTTPClient
import Casewire
import NIOCore
import NIOHTTP1

/// Fetches a file of a text: from the carrier's places alone, at public addresses, up to a size and within a time.
struct MediaFetch: Sendable {
    /// For people.
    let carrier: String
    let places: MediaPlaces
    /// Prove who asks; sent to the carrier's own host and to no other.
    let credentials: [(String, String)]
    /// Must not follow redirects; used for addresses that an operator gave.
    let client: HTTPClient
    /// For the whole of one answer, however slowly it drips.
    var timeout = Duration.seconds(30)
    /// The addresses of a host.
    var resolve: @Sendable (String) async -> [String] = PublicAddress.resolve

    /// A carrier sends a call on once, to where it keeps files.
    private static let mostRedirects = 3

    func fetch(_ address: String, largestBytes: Int) async throws(MediumFailure) -> FetchedMedium {
        var place: MediaPlaces.Place
        do { place = try places.start(address) } catch { throw .refused(reason: error.reason) }
        for _ in 0...Self.mostRedirects {
            let answer = try await ask(place, largestBytes: largestBytes)
            switch answer.status {
            case 200..<300:
                return FetchedMedium(content: answer.content, declaredType: answer.contentType)
            case 301, 302, 303, 307, 308:
                do { place = try places.next(answer.location, from: place) } catch {
                    throw .refused(reason: error.reason)
                }
            default: throw failure(answer, at: place)
            }
        }
        throw .refused(reason: "the carrier sent the call on again and again")
    }

    private func failure(_ answer: MediaAnswer, at place: MediaPlaces.Place) -> MediumFailure {
        switch answer.status {
        case 401, 403:
            return place.isHome
                ? .denied(
                    reason: "\(carrier) refuses the account’s credentials for it. Check them, then retry.")
                : .denied(
                    reason:
                        "\(place.host) gives it to nobody without a sign-in of its own. Open that at \(carrier), then retry."
                )
        case 404, 410:
            return .unavailable(
                reason: "\(carrier) does not have it (HTTP \(answer.status))", retryAfter: nil)
        case 429, 503:
            let wait = answer.retryAfterSeconds.map { Duration.seconds(min(max($0, 1), 3600)) }
            return .unavailable(reason: "\(place.host) takes no more calls at the moment", retryAfter: wait)
        case 300..<500: return .refused(reason: "\(place.host) refused it (HTTP \(answer.status))")
        default:
            return .unavailable(reason: "\(place.host) had an error (HTTP \(answer.status))", retryAfter: nil)
        }
    }

    /// Asks one place. A host that nobody gave is asked at an address that was looked at first, and at no other: its name may
    /// mean another a moment later.
    private func ask(
        _ place: MediaPlaces.Place, largestBytes: Int
    ) async throws(MediumFailure) -> MediaAnswer {
        if place.isGiven { return try await ask(place, with: client, largestBytes: largestBytes) }
        let pinned: HTTPClient
        do { pinned = try await PinnedHost(name: place.host, resolve: resolve).client() } catch {
            switch error {
            case .unknown: throw .unavailable(reason: error.words, retryAfter: nil)
            case .isPrivate: throw .refused(reason: error.words)
            }
        }
        let outcome: Result<MediaAnswer, MediumFailure>
        do { outcome = .success(try await ask(place, with: pinned, largestBytes: largestBytes)) } catch {
            outcome = .failure(error)
        }
        // What cannot be closed is closed with the process; the answer is known.
        try? await pinned.shutdown()
        return try outcome.get()
    }

    private func ask(
        _ place: MediaPlaces.Place, with client: HTTPClient, largestBytes: Int
    ) async throws(MediumFailure) -> MediaAnswer {
        var headers = HTTPHeaders([("User-Agent", "Casewire")])
        if place.isHome { for (name, value) in credentials { headers.add(name: name, value: value) } }
        let exchange = MediaExchange(largestBytes: largestBytes)
        do {
            let request = try HTTPClient.Request(url: place.url, method: .GET, headers: headers)
            let task = client.execute(
                request: request, delegate: exchange,
                deadline: .now() + .milliseconds(timeout.inMilliseconds))
            return try await withTaskCancellationHandler {
                try await task.get()
            } onCancel: {
                task.cancel()
            }
        } catch is MediaExchange.HeadIsEnough {
            return exchange.answer
        } catch let error as MediaExchange.TooLarge {
            throw .tooLarge(bytes: error.promised)
        } catch {
            throw .unavailable(reason: reason(error, host: place.host), retryAfter: nil)
        }
    }

    private func reason(_ error: any Error, host: String) -> String {
        switch error as? HTTPClientError {
        case .deadlineExceeded, .readTimeout:
            "\(host) did not give it within \(timeout.components.seconds) s"
        case .connectTimeout, .getConnectionFromPoolTimeout, .tlsHandshakeTimeout:
            "\(host) did not accept a connection in time"
        case .cancelled: "the call to \(host) was cut short"
        case .some: "the connection to \(host) was closed before all of it came"
        case nil:
            String(reflecting: type(of: error)).contains("NIOSSL")
                ? "no secure connection to \(host): its certificate was not accepted"
                : "\(host) cannot be reached: check the network"
        }
    }
}
