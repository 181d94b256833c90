import Casewire
import Foundation

extension TwilioProvider {
    /// Pages read of Messaging Services and of the numbers in one.
    private static let mostPagesOfServices = 10

    /// The Messaging Service that holds a number, whose settings go before the number's own.
    func service(holding numberSID: String) async throws(ListFailure) -> MessagingService? {
        let services: [MessagingService] = try await pages("/v1/Services", \ServicePage.services)
        for service in services {
            let path = "/v1/Services/\(TwilioAPI.encoded(service.sid))/PhoneNumbers"
            let numbers: [ServiceNumber] = try await pages(path, \ServiceNumberPage.phoneNumbers)
            if numbers.contains(where: { $0.sid == numberSID }) { return service }
        }
        return nil
    }

    /// All rows of a list on the messaging host, whose pages name the next by its whole URL.
    func pages<Page: TwilioPage, Row>(
        _ path: String, _ rows: KeyPath<Page, [Row]>
    ) async throws(ListFailure) -> [Row] {
        var found: [Row] = []
        var next: String? = path + "?PageSize=100"
        for _ in 0..<Self.mostPagesOfServices {
            guard let path = next else { break }
            let page: Page = try await read(path, on: .messaging, largestAnswerBytes: Self.largestListBytes)
            found += page[keyPath: rows]
            next = page.meta?.nextPageURL.flatMap(Self.pathAndQuery)
        }
        return found
    }

    private static func pathAndQuery(of url: String) -> String? {
        guard let scheme = url.range(of: "://"),
            let path = url[scheme.upperBound...].firstIndex(of: "/")
        else { return nil }
        return String(url[path...])
    }
}

// MARK: Resources

/// Twilio: "Messaging Service resource".
struct MessagingService: Decodable {
    let sid: String
    let friendlyName: String?
    let inboundRequestURL: String?
    let useInboundWebhookOnNumber: Bool?

    enum CodingKeys: String, CodingKey {
        case sid
        case friendlyName = "friendly_name"
        case inboundRequestURL = "inbound_request_url"
        case useInboundWebhookOnNumber = "use_inbound_webhook_on_number"
    }
}

private struct ServiceNumber: Decodable { let sid: String }

/// A list of the messaging host.
protocol TwilioPage: Decodable {
    var meta: TwilioPageMeta? { get }
}

struct TwilioPageMeta: Decodable {
    let nextPageURL: String?

    enum CodingKeys: String, CodingKey { case nextPageURL = "next_page_url" }
}

private struct ServicePage: TwilioPage {
    let services: [MessagingService]
    let meta: TwilioPageMeta?
}

private struct ServiceNumberPage: TwilioPage {
    let phoneNumbers: [ServiceNumber]
    let meta: TwilioPageMeta?

    enum CodingKeys: String, CodingKey {
        case meta
        case phoneNumbers = "phone_numbers"
    }
}
