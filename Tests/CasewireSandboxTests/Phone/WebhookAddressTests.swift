import CasewireSandbox
import Testing

@Suite struct WebhookAddressTests {
    @Test func `without overrides the vendor's defaults hold`() throws {
        let address = try #require(WebhookAddress("https://example.com:8443/hook?x=%20y&z"))
        #expect(address.url == "https://example.com:8443/hook?x=%20y&z")
        #expect(address.connectMilliseconds == 5000)
        #expect(address.readMilliseconds == 15_000)
        #expect(address.totalMilliseconds == 15_000)
        #expect(address.retries == 1)
        #expect(address.retries(.connect))
        #expect(!address.retries(.read))
        #expect(!address.retries(.serverErrors))
        #expect(address.host == "example.com")
        #expect(address.path == "/hook")
        #expect(address.authorization == nil)
    }

    @Test func `overrides in the fragment are read and taken off`() throws {
        let address = try #require(
            WebhookAddress("http://example.com/hook#ct=2000&rt=4000&tt=9000&rc=3&rp=4xx,rt"))
        #expect(address.url == "http://example.com/hook")
        #expect(address.connectMilliseconds == 2000)
        #expect(address.readMilliseconds == 4000)
        #expect(address.totalMilliseconds == 9000)
        #expect(address.retries == 3)
        #expect(address.retries(.clientErrors))
        #expect(address.retries(.read))
        #expect(!address.retries(.connect))
        #expect(!address.retries(.serverErrors))
    }

    @Test func `all covers every failure, and values out of range are ignored`() throws {
        let address = try #require(
            WebhookAddress("http://example.com#rp=all&rc=9&ct=1&rt=20000&sni=y&e=dublin"))
        for failure in WebhookAddress.Retried.allCases { #expect(address.retries(failure)) }
        #expect(address.retries == 1)
        #expect(address.connectMilliseconds == 5000)
        #expect(address.readMilliseconds == 15_000)
        #expect(address.path == "/")
    }

    @Test func `a user name and password become a header and leave the URL`() throws {
        let address = try #require(WebhookAddress("https://user:p%40ss+1@example.com/hook"))
        #expect(address.url == "https://example.com/hook")
        #expect(address.authorization == "Basic dXNlcjpwQHNzKzE=")
    }

    @Test(arguments: [
        "", "example.com/hook", "/hook", "ftp://example.com", "https://", "https:///hook", "http://:80/x",
        "http://exa mple.com", "http://user@/x",
    ])
    func `what is no http URL is refused`(text: String) {
        #expect(WebhookAddress(text) == nil)
    }
}
