package import Hummingbird

/// A refusal as Twilio's REST API words it: `{"code", "message", "more_info", "status"}`.
package struct CarrierError: HTTPResponseError, Equatable {
    package let code: Int
    package let message: String
    package let status: HTTPResponse.Status

    package init(_ code: Int, _ message: String, status: HTTPResponse.Status = .badRequest) {
        self.code = code
        self.message = message
        self.status = status
    }

    private struct Body: Encodable {
        let code: Int
        let message: String
        let more_info: String
        let status: Int
    }

    package var response: Response {
        let body = Body(
            code: code, message: message, more_info: "https://www.twilio.com/docs/errors/\(code)",
            status: status.code)
        guard
            var response = try? SandboxJSON.response(body, status: status, contentType: "application/json")
        else { return Response(status: status) }
        if status == .unauthorized {
            response.headers[.wwwAuthenticate] = "Basic realm=\"Twilio API\""
        }
        return response
    }

    package func response(from request: Request, context: some RequestContext) -> Response { response }
}

// The catalogue, by Twilio's error pages ("Error and warning dictionary") and the magic numbers of its test
// credentials.
extension CarrierError {
    package static let authenticate = CarrierError(20003, "Authenticate", status: .unauthorized)
    package static let tooManyRequests = CarrierError(20429, "Too Many Requests", status: .tooManyRequests)
    package static let bodyMissing = CarrierError(21602, "Message body is required.")
    package static let fromMissing = CarrierError(21603, "A 'From' phone number is required.")
    package static let toMissing = CarrierError(21604, "A 'To' phone number is required.")
    package static let unsubscribed = CarrierError(21610, "Attempt to send to unsubscribed recipient")
    package static let bodyTooLong = CarrierError(
        21617, "The concatenated message body exceeds the 1600 character limit")
    package static let sameNumbers = CarrierError(21266, "'To' and 'From' number cannot be the same")
    package static let unfinished = CarrierError(
        20009, "Cannot modify this Message because delivery of the message is not complete.",
        status: .conflict)

    package static func notFound(_ path: String) -> CarrierError {
        CarrierError(20404, "The requested resource \(path) was not found", status: .notFound)
    }

    package static func invalidParameter(_ words: String) -> CarrierError {
        CarrierError(20001, "Invalid parameter: \(words)")
    }

    package static func invalidTo(_ number: String) -> CarrierError {
        CarrierError(21211, "Invalid 'To' Phone Number: \(number)")
    }

    package static func invalidFrom(_ number: String) -> CarrierError {
        CarrierError(
            21212,
            "The 'From' number \(number) is not a valid phone number, shortcode, or alphanumeric sender ID.")
    }

    package static func foreignFrom(_ number: String) -> CarrierError {
        CarrierError(
            21606,
            "The 'From' phone number provided (\(number)) is not a valid message-capable Twilio phone number for "
                + "this destination")
    }

    package static func notPermitted(_ number: String) -> CarrierError {
        CarrierError(
            21408,
            "Permission to send an SMS or MMS has not been enabled for the region indicated by the 'To' number: "
                + number)
    }

    package static func invalidCallback(_ url: String) -> CarrierError {
        CarrierError(21609, "The 'StatusCallback' URL \(url) is not a valid URL.")
    }

    package static func queueFull(_ number: String) -> CarrierError {
        CarrierError(21611, "This 'From' number \(number) has exceeded the maximum number of queued messages")
    }

    package static func notRoutable(_ number: String) -> CarrierError {
        CarrierError(
            21612,
            "The 'To' phone number \(number) is not currently reachable using the 'From' phone number via SMS"
        )
    }

    package static func notMobile(_ number: String) -> CarrierError {
        CarrierError(21614, "'To' number is not a valid mobile number: \(number)")
    }

    package static func unknownService(_ sid: String) -> CarrierError {
        CarrierError(21701, "The Messaging Service resource \(sid) does not exist.", status: .notFound)
    }

    package static let emptyService = CarrierError(
        21703, "The Messaging Service does not contain any phone numbers.")

    /// An error that was ordered by status alone.
    package init(ordered status: HTTPResponse.Status) {
        switch status.code {
        case 401: self = .authenticate
        case 404: self = .notFound("")
        case 429: self = .tooManyRequests
        case 500...: self.init(20500, "Internal Server Error", status: status)
        default: self.init(20001, "Bad request", status: status)
        }
    }

    /// What sending to, or from, one of the magic numbers of Twilio's test credentials is answered with.
    package static func magic(to: String) -> CarrierError? {
        switch to {
        case "+15005550001": .invalidTo(to)
        case "+15005550002": .notRoutable(to)
        case "+15005550003": .notPermitted(to)
        case "+15005550004": .unsubscribed
        case "+15005550009": .notMobile(to)
        default: nil
        }
    }

    package static func magic(from: String) -> CarrierError? {
        switch from {
        case "+15005550001": .invalidFrom(from)
        case "+15005550007": .foreignFrom(from)
        case "+15005550008": .queueFull(from)
        default: nil
        }
    }
}
