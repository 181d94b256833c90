import Casewire
import Testing

@testable import CasewireConnectors

struct TwilioWebhooksTests {
    private func form(_ text: String) -> FormBody { FormBody(decoding: text.utf8) }

    @Test func `a text is read`() throws {
        let text = try #require(TwilioWebhooks().inboundText(from: form(TwilioSignatureTests.text)))
        #expect(text.providerID == "SM0123456789abcdef0123456789abcdef")
        #expect(text.from == "+14155238886")
        #expect(text.to == "+15558675310")
        #expect(text.body == "café 😀 & 100%=ok + more ")
        #expect(text.media.isEmpty)
        #expect(text.handledKeyword == nil)
    }

    @Test func `pictures come with their kinds, words or not`() throws {
        let text = try #require(
            TwilioWebhooks().inboundText(
                from: form(
                    """
                    MessageSid=MM1&From=%2B1555&To=%2B1556&Body=&NumMedia=3&MediaUrl0=https%3A%2F%2Fa.example%2F0\
                    &MediaContentType0=image%2Fjpeg&MediaUrl1=https%3A%2F%2Fa.example%2F1
                    """)))
        #expect(
            text.media == [
                .init(url: "https://a.example/0", contentType: "image/jpeg"),
                .init(url: "https://a.example/1", contentType: "application/octet-stream"),
            ])
        #expect(text.body == "")
    }

    @Test func `a keyword that Twilio answered is named`() {
        let text = TwilioWebhooks().inboundText(
            from: form("MessageSid=SM1&From=%2B1555&To=%2B1556&Body=Stop&OptOutType=STOP"))
        #expect(text?.handledKeyword == "STOP")
    }

    @Test(arguments: [
        "", "MessageSid=SM1&From=%2B1555&Body=x", "MessageSid=SM1&To=%2B1555&Body=x",
        "From=%2B1&To=%2B1555&Body=x",
        "MessageSid=SM1&From=%2B1555&To=%2B1556&MessageStatus=delivered",
        "MessageSid=&From=%2B1555&To=%2B1556&Body=x",
    ])
    func `what lacks a field that every text has is none`(body: String) {
        #expect(TwilioWebhooks().inboundText(from: form(body)) == nil)
    }

    @Test(arguments: ["NumMedia=-1", "NumMedia=x", "NumMedia=99999999999"])
    func `a strange count of pictures does no harm`(field: String) {
        let text = TwilioWebhooks().inboundText(
            from: form("MessageSid=SM1&From=%2B1555&To=%2B1556&Body=x&" + field))
        #expect(text?.media.isEmpty == true)
    }

    @Test func `a receipt is read, with our own id from its URL`() {
        let body =
            "MessageSid=SM1&MessageStatus=undelivered&ErrorCode=30003&From=%2B1555&To=%2B1556&AccountSid=AC1"
        #expect(
            TwilioWebhooks().receipt(from: form(body), query: form("message=abc&x=1"))
                == Receipt(providerID: "SM1", messageID: "abc", status: "undelivered", errorCode: "30003"))
        #expect(
            TwilioWebhooks().receipt(from: form("SmsSid=SM1&SmsStatus=sent&ErrorCode="), query: form(""))
                == Receipt(providerID: "SM1", messageID: nil, status: "sent", errorCode: nil))
        #expect(TwilioWebhooks().receipt(from: form("MessageSid=SM1"), query: form("message=abc")) == nil)
        #expect(TwilioWebhooks().receipt(from: form("MessageStatus=sent"), query: form("message=abc")) == nil)
    }

    @Test(arguments: [
        "21211", "21408", "21610", "21612", "21614", "21617", "30003", "30007", "30032", "30034", "20003",
    ])
    func `known codes are said in words`(code: String) {
        let words = TwilioWebhooks().words(forErrorCode: code)
        #expect(!words.contains(code))
        #expect(words.count > 20)
    }

    @Test func `unknown codes are named with the page that explains them`() {
        #expect(
            TwilioWebhooks().words(forErrorCode: "39999").contains("https://www.twilio.com/docs/errors/39999")
        )
        #expect(TwilioErrorText.words(for: "39999", message: "No luck.").hasPrefix("No luck. See"))
        #expect(TwilioWebhooks().words(forErrorCode: "63024").contains("WhatsApp"))
    }
}
