import Casewire
import Foundation

/// A webhook call whose every part a test can touch.
struct RawCall: Sendable {
    static let host = "https://support.example.com"

    var method = "POST"
    var address = WebhookCall.Address.texts
    var path: String
    var query = ""
    var key: String?
    var headers: [String: String] = [:]
    var body: [UInt8] = []
    var at = CarrierSample.now

    var url: String { Self.host + path + (query.isEmpty ? "" : "?" + query) }

    var call: WebhookCall {
        let headers = Dictionary(uniqueKeysWithValues: headers.map { ($0.lowercased(), $1) })
        return WebhookCall(
            method: method, address: address, url: url, key: key, body: body, receivedAt: at
        ) { headers[$0.lowercased()] }
    }

    /// With one byte of the body changed.
    func withBody(changedAt place: Int) -> RawCall {
        var changed = self
        changed.body[place % body.count] ^= 1
        return changed
    }
}
