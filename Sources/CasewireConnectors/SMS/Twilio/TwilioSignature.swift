import Casewire
import Crypto
import Foundation

/// Checks `X-Twilio-Signature` (Twilio: "Webhooks security").
///
/// The signature is HMAC-SHA1, keyed with the account's primary token, over the URL as Twilio called it and the form's
/// fields in order. A JSON body is bound by its hash in the URL's query instead.
struct TwilioSignature {
    private let authToken: Secret

    init(authToken: Secret) {
        self.authToken = authToken
    }

    /// False as well where there is no token: an empty key would let anyone sign.
    func isGenuine(signature: String, url: String, body: [UInt8], contentType: String?) -> Bool {
        guard !authToken.value.isEmpty, let code = Data(base64Encoded: signature),
            let fields = Self.signedFields(url: url, body: body, contentType: contentType)
        else { return false }
        let key = SymmetricKey(data: Array(authToken.value.utf8))
        return Self.spellings(of: url).contains { spelling in
            var hash = HMAC<Insecure.SHA1>(key: key)
            hash.update(data: Array(spelling.utf8))
            hash.update(data: fields)
            return hash.finalize().isEqual(inConstantTime: code)
        }
    }

    /// The signature that Twilio gives a form.
    func sign(form body: String, for url: String) -> String {
        var hash = HMAC<Insecure.SHA1>(key: SymmetricKey(data: Array(authToken.value.utf8)))
        hash.update(data: Array(url.utf8))
        hash.update(data: SignedForm(Array(body.utf8)).joined)
        return Data(hash.finalize()).base64EncodedString()
    }

    /// What of the body is signed after the URL; nil where the body is of no kind that is signed, or its hash is wrong.
    private static func signedFields(url: String, body: [UInt8], contentType: String?) -> [UInt8]? {
        let kind = (contentType ?? "").prefix { $0 != ";" }.filter { !$0.isWhitespace }.lowercased()
        if kind == "application/x-www-form-urlencoded" { return SignedForm(body).joined }
        if let hash = hash(in: url) {
            return hash.isEqual(inConstantTime: Data(SHA256.hash(data: body).hexadecimal.utf8)) ? [] : nil
        }
        return body.isEmpty ? [] : nil
    }

    private static func hash(in url: String) -> Data? {
        guard let query = url.utf8.firstIndex(of: UInt8(ascii: "?")) else { return nil }
        let fields = FormBody(
            decoding: url.utf8[url.utf8.index(after: query)...].prefix { $0 != UInt8(ascii: "#") })
        return fields["bodySHA256"].map { Data($0.utf8) }
    }

    /// The URL without and with a port, since Twilio's own products differ in what they sign.
    static func spellings(of url: String) -> [String] {
        let url = url.prefix { $0 != "#" }
        guard let scheme = url.range(of: "://") else { return [String(url)] }
        let authorityEnd = url[scheme.upperBound...].firstIndex { "/?".contains($0) } ?? url.endIndex
        let authority = url[scheme.upperBound..<authorityEnd]
        let rest = url[authorityEnd...]
        // The last colon begins a port, unless it is inside the brackets of an IPv6 address or a user's password.
        let colon = authority.lastIndex(of: ":").flatMap { index in
            authority[authority.index(after: index)...].allSatisfy(\.isNumber) ? index : nil
        }
        let beginning = url[..<scheme.upperBound]
        guard let colon else {
            let port = url[..<scheme.lowerBound].lowercased() == "http" ? 80 : 443
            return [String(url), "\(beginning)\(authority):\(port)\(rest)"]
        }
        return ["\(beginning)\(authority[..<colon])\(rest)", String(url)]
    }
}

/// A form as it is signed: its pairs in the order of their bytes, without repetition, run together.
///
/// Works on bytes, as this is on the way of every text that comes in.
private struct SignedForm {
    private struct Pair {
        var name: Range<Int>
        var value: Range<Int>
    }

    private var bytes: [UInt8] = []
    private var pairs: [Pair] = []

    init(_ body: [UInt8]) {
        bytes.reserveCapacity(body.count)
        var start = 0
        var name: Range<Int>?
        var index = 0
        while index < body.count {
            let byte = body[index]
            index += 1
            switch byte {
            case UInt8(ascii: "&"):
                endPair(name, from: &start)
                name = nil
            case UInt8(ascii: "=") where name == nil:
                name = start..<bytes.count
                start = bytes.count
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard index + 1 < body.count, let high = Self.digit(body[index]),
                    let low = Self.digit(body[index + 1])
                else {
                    bytes.append(byte)
                    continue
                }
                bytes.append(high << 4 | low)
                index += 2
            default: bytes.append(byte)
            }
        }
        endPair(name, from: &start)
    }

    private mutating func endPair(_ name: Range<Int>?, from start: inout Int) {
        let last = start..<bytes.count
        if let name {
            pairs.append(Pair(name: name, value: last))
        } else if !last.isEmpty {
            pairs.append(Pair(name: last, value: last.upperBound..<last.upperBound))
        }
        start = bytes.count
    }

    var joined: [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var previous: Pair?
        for pair in pairs.sorted(by: precedes) {
            if let previous, !precedes(previous, pair) { continue }  // The same pair again counts once.
            result += bytes[pair.name]
            result += bytes[pair.value]
            previous = pair
        }
        return result
    }

    private func precedes(_ one: Pair, _ other: Pair) -> Bool {
        let (name, otherName) = (bytes[one.name], bytes[other.name])
        if name.lexicographicallyPrecedes(otherName) { return true }
        if otherName.lexicographicallyPrecedes(name) { return false }
        return bytes[one.value].lexicographicallyPrecedes(bytes[other.value])
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
