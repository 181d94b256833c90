import Casewire
import Crypto
import Foundation
import Testing

@testable import CasewireConnectors

/// One carrier's traffic, as it is recorded in its documents, signed as it signs.
struct CarrierSample: Sendable, CustomTestStringConvertible {
    static let now = Timestamp(milliseconds: 1_795_000_000_000)
    static let seconds = "1795000000"
    static let ours = "+15550001000"
    static let customer = "+15551230001"

    let carrier: any Carrier
    let number: Number
    /// A genuine text.
    let text: @Sendable (_ id: String, _ body: String) -> RawCall
    /// A genuine receipt in the carrier's own word for a state of ours.
    let receipt: @Sendable (_ id: String, _ message: String, _ state: MessageState) -> RawCall
    /// Whether what a receipt is about comes back by our own id alone.
    var givesNoID = false
    /// Genuine calls that someone else touched.
    let tampered: @Sendable (RawCall) -> [RawCall]
    /// What the API answers: taken, and refused with the code for a customer who opted out, where there is one.
    let accepted: (status: Int, body: String)
    let refused: (status: Int, body: String)
    var optedOut: (code: String, status: Int, body: String)?
    /// What reads, of the API call, the receiver's number and the text.
    let sent: @Sendable (ScriptedTwilio.Call) -> (to: String?, body: String?)

    var testDescription: String { carrier.description.name }

    static let all: [CarrierSample] = [twilio, telnyx, vonage, vonageShort, kannel, kannelPost]

    static func number(
        _ kind: Number.ProviderKind, account: String, further: [String: String] = [:],
        apiURL: String? = nil
    ) -> Number {
        guard let phone = PhoneNumber(e164: ours) else { preconditionFailure("The sample number is one.") }
        return Number(
            id: Number.ID(rawValue: "n1"), phone: phone, provider: kind, account: account,
            secret: Secret("0123456789abcdef"), further: further.mapValues { Secret($0) }, apiURL: apiURL,
            autopilot: true)
    }

    static func encoded(_ text: String) -> String { CarrierHTTP.encoded(text) }

    static func form(_ fields: [(String, String)]) -> [UInt8] {
        Array(fields.map { "\(encoded($0.0))=\(encoded($0.1))" }.joined(separator: "&").utf8)
    }

    /// As JSON, without a library that might agree with the one that reads it.
    static func quoted(_ text: String) -> String {
        "\""
            + text.unicodeScalars.map { scalar in
                scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
                    ? "\\u" + String(repeating: "0", count: 4 - String(scalar.value, radix: 16).count)
                        + String(scalar.value, radix: 16) : String(scalar)
            }.joined() + "\""
    }

    static func without(_ header: String, _ call: RawCall) -> RawCall {
        var call = call
        call.headers[header] = nil
        return call
    }
}
