import CasewireSandbox
import Testing

/// Vectors of Twilio's official libraries, under the token `12345`; the last two were computed with its Python
/// library 9.13.0.
@Suite struct WebhookSignatureTests {
    private static let call = FormFields([
        ("CallSid", "CA1234567890ABCDE"), ("Caller", "+14158675309"), ("Digits", "1234"),
        ("From", "+14158675309"), ("To", "+18005551212"),
    ])
    private static let text = FormFields(
        decoding: "ToCountry=US&SmsMessageSid=SM0123456789abcdef0123456789abcdef&NumMedia=0&ToCity=&"
            + "Body=caf%C3%A9+%F0%9F%98%80+%26+100%25%3Dok+%2B+more+&From=%2B14155238886&To=%2B15558675310&"
            + "AccountSid=AC0123456789abcdef0123456789abcdef&ApiVersion=2010-04-01&NumSegments=1&"
            + "MessageSid=SM0123456789abcdef0123456789abcdef")

    @Test(arguments: [
        ("https://mycompany.com/myapp.php?foo=1&bar=2", call, "RSOYDt4T1cUTdK1PDd93/VVr8B8="),
        ("https://mycompany.com:443/myapp.php?foo=1&bar=2", call, "kvajT1Ptam85bY51eRf/AJRuM3w="),
        ("http://mycompany.com:80/myapp.php?foo=1&bar=2", call, "0ZXoZLH/DfblKGATFgpif+LLRf4="),
        ("http://mycompany.com:1234/myapp.php?foo=1&bar=2", call, "Zmvh+3yNM1Phv2jhDCwEM3q5ebU="),
        (
            "https://mycompany.com/myapp.php?foo=1&bar=2",
            FormFields([
                ("Sid", "CA123"), ("SidAccount", "AC123"), ("Digits", "5678"), ("Digits", "1234"),
                ("Digits", "1234"),
            ]), "IK+Dwps556ElfBT0I3Rgjkr1wJU="
        ),
        ("https://support.example.com/webhooks/twilio/sms?n=7", text, "537x2pxqrYbewLiWkCrixVlqPHI="),
        ("https://support.example.com:443/webhooks/twilio/sms?n=7", text, "1Brc9t8ooxiq4Sps1LPJLLvuKFY="),
    ])
    func `a form is signed as the vendor's libraries sign it`(
        url: String, fields: FormFields, signature: String
    ) {
        #expect(WebhookSignature.sign(url: url, fields: fields, authToken: "12345") == signature)
    }

    @Test func `a JSON body is signed by its hash in the URL`() {
        let hash = WebhookSignature.bodyHash(#"{"property": "value", "boolean": true}"#.utf8)
        #expect(hash == "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620")
        let url = "https://mycompany.com/myapp.php?foo=1&bar=2&bodySHA256=\(hash)"
        #expect(
            WebhookSignature.sign(url: url, fields: nil, authToken: "12345") == "a9nBmqA0ju/hNViExpshrM61xv4="
        )
    }

    @Test func `the order in which fields come does not matter`() {
        let reversed = FormFields(Self.text.pairs.reversed().map { ($0.name, $0.value) })
        #expect(
            WebhookSignature.sign(
                url: "https://support.example.com/webhooks/twilio/sms?n=7", fields: reversed,
                authToken: "12345")
                == "537x2pxqrYbewLiWkCrixVlqPHI=")
    }
}
