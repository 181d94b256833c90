import Casewire
import Testing

@testable import CasewireConnectors

/// The published examples of Twilio's libraries, and one made with them for a text.
struct TwilioSignatureTests {
    static let url = "https://mycompany.com/myapp.php?foo=1&bar=2"
    static let form =
        "CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212"
    static let formType = "application/x-www-form-urlencoded"
    static let textURL = "https://support.example.com/webhooks/twilio/sms?n=7"
    static let text =
        "ToCountry=US&SmsMessageSid=SM0123456789abcdef0123456789abcdef&NumMedia=0&ToCity=&Body=caf%C3%A9+%F0%9F%98%80+%26+100%25%3Dok+%2B+more+&From=%2B14155238886&To=%2B15558675310&AccountSid=AC0123456789abcdef0123456789abcdef&ApiVersion=2010-04-01&NumSegments=1&MessageSid=SM0123456789abcdef0123456789abcdef"

    private func isGenuine(
        _ signature: String, _ url: String, _ body: String, type: String? = formType, token: String = "12345"
    ) -> Bool {
        TwilioSignature(authToken: Secret(token)).isGenuine(
            signature: signature, url: url, body: Array(body.utf8), contentType: type)
    }

    @Test(arguments: [
        ("https://mycompany.com/myapp.php?foo=1&bar=2", "RSOYDt4T1cUTdK1PDd93/VVr8B8="),
        ("https://mycompany.com/myapp.php?foo=1&bar=2", "kvajT1Ptam85bY51eRf/AJRuM3w="),
        ("https://mycompany.com:443/myapp.php?foo=1&bar=2", "RSOYDt4T1cUTdK1PDd93/VVr8B8="),
        ("https://mycompany.com:443/myapp.php?foo=1&bar=2", "kvajT1Ptam85bY51eRf/AJRuM3w="),
        ("https://mycompany.com:1234/myapp.php?foo=1&bar=2", "RSOYDt4T1cUTdK1PDd93/VVr8B8="),
        ("http://mycompany.com/myapp.php?foo=1&bar=2", "0ZXoZLH/DfblKGATFgpif+LLRf4="),
        ("http://mycompany.com:1234/myapp.php?foo=1&bar=2", "Zmvh+3yNM1Phv2jhDCwEM3q5ebU="),
        ("https://mycompany.com/myapp.php?foo=1&bar=2#rc=3&rp=all", "RSOYDt4T1cUTdK1PDd93/VVr8B8="),
    ])
    func `a form is signed with its URL, with or without the port`(url: String, signature: String) {
        #expect(isGenuine(signature, url, Self.form))
        #expect(
            isGenuine(signature, url, Self.form, type: "Application/X-WWW-Form-Urlencoded; charset=UTF-8"))
    }

    @Test func `a name that is there several times counts each of its values once`() {
        let body = "Sid=CA123&SidAccount=AC123&Digits=5678&Digits=1234&Digits=1234"
        #expect(isGenuine("IK+Dwps556ElfBT0I3Rgjkr1wJU=", Self.url, body))
        #expect(
            isGenuine(
                "IK+Dwps556ElfBT0I3Rgjkr1wJU=", Self.url, "Digits=1234&SidAccount=AC123&Digits=5678&Sid=CA123"
            ))
    }

    @Test func `JSON is bound by its hash in the URL`() {
        let hash = "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620"
        let body = #"{"property": "value", "boolean": true}"#
        let signature = "a9nBmqA0ju/hNViExpshrM61xv4="
        #expect(isGenuine(signature, Self.url + "&bodySHA256=" + hash, body, type: "application/json"))
        #expect(!isGenuine(signature, Self.url + "&bodySHA256=" + hash, body + " ", type: "application/json"))
        #expect(!isGenuine(signature, Self.url, body, type: "application/json"))
        #expect(
            !isGenuine(
                signature, Self.url + "&bodySHA256=" + hash.uppercased(), body, type: "application/json"))
    }

    @Test func `a GET has only its URL`() {
        #expect(isGenuine("zYQTYrRWXE7LtzbG4PfP7/bkkGo=", Self.url, "", type: nil))
        #expect(isGenuine("zYQTYrRWXE7LtzbG4PfP7/bkkGo=", Self.url, ""))
        #expect(!isGenuine("RSOYDt4T1cUTdK1PDd93/VVr8B8=", Self.url, "", type: nil))
    }

    @Test(arguments: ["537x2pxqrYbewLiWkCrixVlqPHI=", "1Brc9t8ooxiq4Sps1LPJLLvuKFY="])
    func `a text with accents, emoji and empty fields is genuine`(signature: String) {
        #expect(isGenuine(signature, Self.textURL, Self.text))
    }

    @Test func `no token, no signature or another body kind is not genuine`() {
        let signature = "RSOYDt4T1cUTdK1PDd93/VVr8B8="
        #expect(!isGenuine(signature, Self.url, Self.form, token: ""))
        #expect(!isGenuine(signature, Self.url, Self.form, token: "12346"))
        #expect(!isGenuine(signature, Self.url, Self.form, type: nil))
        #expect(!isGenuine(signature, Self.url, Self.form, type: "text/plain"))
        for wrong in [
            "", "x", "====", "RSOYDt4T1cUTdK1PDd93", signature + "AAAA", String(repeating: "A", count: 5000),
        ] {
            #expect(!isGenuine(wrong, Self.url, Self.form), "\(wrong.prefix(30))")
        }
    }

    @Test func `any change of a signed call is noticed`() {
        var random = SystemRandomNumberGenerator()
        let signature = "537x2pxqrYbewLiWkCrixVlqPHI="
        let fields = Self.text.split(separator: "&")
        var tried = 0
        for _ in 0..<2000 {
            var body = fields.shuffled(using: &random)
            // The order is not signed.
            #expect(isGenuine(signature, Self.textURL, body.joined(separator: "&")))
            let place = Int.random(in: 0..<body.count, using: &random)
            var url = Self.textURL
            var code = signature
            switch Int.random(in: 0..<6, using: &random) {
            case 0: body.remove(at: place)
            case 1: body.append("Extra\(tried)=1")
            case 2: body[place] += "x"
            case 3: url += ["&a=1", "/", "%20", "?"].randomElement(using: &random) ?? ""
            case 4: url = url.replacing("https", with: "http")
            default:
                var letters = Array(code)
                let index = Int.random(in: 0..<26, using: &random)
                letters[index] = letters[index] == "A" ? "B" : "A"
                code = String(letters)
            }
            #expect(!isGenuine(code, url, body.joined(separator: "&")), "\(body) \(url) \(code)")
            tried += 1
        }
        print("\(tried) changed calls were refused.")
    }

    @Test func `a URL is spelled with and without a port`() {
        #expect(
            TwilioSignature.spellings(of: "https://a.example/x?y#z") == [
                "https://a.example/x?y", "https://a.example:443/x?y",
            ])
        #expect(
            TwilioSignature.spellings(of: "http://a.example:8080") == [
                "http://a.example", "http://a.example:8080",
            ])
        #expect(
            TwilioSignature.spellings(of: "http://a.example?x=b:1") == [
                "http://a.example?x=b:1", "http://a.example:80?x=b:1",
            ])
        #expect(
            TwilioSignature.spellings(of: "http://[::1]:80/x") == ["http://[::1]/x", "http://[::1]:80/x"])
        #expect(TwilioSignature.spellings(of: "http://[::1]/x") == ["http://[::1]/x", "http://[::1]:80/x"])
    }
}
