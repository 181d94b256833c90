import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// One look at an address, without signing in.
struct WebLook {
    let status: UInt
    let body: String
    /// The other side's clock, from its `Date` header (RFC 9110, section 6.6.1).
    let date: Date?

    private static let timeout = TimeAmount.seconds(10)
    private static let largestAnswer = 256 << 10

    /// Throws in words where nothing answers.
    init(_ url: String) async throws {
        var request = HTTPClientRequest(url: url)
        request.headers.add(name: "User-Agent", value: "casewire doctor")
        let response = try await HTTPClient.shared.execute(request, timeout: Self.timeout)
        status = UInt(response.status.code)
        date = response.headers.first(name: "Date").flatMap { Self.httpDate.date(from: $0) }
        body = String(buffer: try await response.body.collect(upTo: Self.largestAnswer))
    }

    private static let httpDate: DateFormatter = {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(identifier: "UTC")
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
        return format
    }()
}
