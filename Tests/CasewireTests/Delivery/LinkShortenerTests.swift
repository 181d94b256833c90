import Testing

@testable import Casewire

@Suite struct LinkShortenerTests {
    @Test(arguments: [
        ("See https://bit.ly/3xYz", "bit.ly"), ("tinyurl.com/abc now", "tinyurl.com"),
        ("http://T.CO/a", "t.co"),
        ("(www.goo.gl/x)", "goo.gl"), ("ow.ly/1", "ow.ly"), ("is.gd", "is.gd"),
    ])
    func `a shortened link is named`(_ text: String, _ name: String) {
        #expect(LinkShortener.named(in: text) == name)
    }

    @Test(arguments: [
        "https://example.com/t.co", "about.com/x", "We open at 9.Is that ok?", "habit.ly",
        "mail to a@example.com",
        "https://shop.example.com/returns?id=1",
    ])
    func `other links are none`(_ text: String) {
        #expect(LinkShortener.named(in: text) == nil)
    }
}
