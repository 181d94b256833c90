import Testing

@testable import CasewireConnectors

struct MediaPlacesTests {
    private let twilio = MediaPlaces(
        apiURL: nil, vendor: "https://api.twilio.com", hosts: ["mms.twiliocdn.com", ".kept.example.com"])
    private let given = MediaPlaces(
        apiURL: "http://127.0.0.1:8091/", vendor: "https://api.twilio.com", hosts: ["mms.twiliocdn.com"])
    private let any = MediaPlaces(apiURL: nil, vendor: nil, hosts: nil)

    @Test func `credentials go to the API's own host alone`() throws {
        #expect(try twilio.start("https://api.twilio.com/2010-04-01/Media/ME1").isHome)
        #expect(try twilio.start("HTTPS://API.twilio.com:443/x").isHome)
        #expect(try !twilio.start("https://mms.twiliocdn.com/x").isHome)
        #expect(try !twilio.start("https://a.kept.example.com/x").isHome)
        #expect(try !any.start("https://api.twilio.com/x").isHome)
        #expect(try given.start("http://127.0.0.1:8091/x").isHome)
    }

    @Test(arguments: [
        "http://api.twilio.com/x", "https://api.twilio.com:8443/x", "https://api.twilio.com.evil.example/x",
        "https://evil.example/x", "https://api.twilio.com@evil.example/x", "https://mms.twiliocdn.com:22/x",
        "http://mms.twiliocdn.com/x", "https://evilkept.example.com/x",
        "https://user:word@mms.twiliocdn.com/x",
        "ftp://mms.twiliocdn.com/x", "file:///etc/passwd", "//mms.twiliocdn.com/x", "",
        "data:image/png;base64,AA==",
    ])
    func `a medium elsewhere is not asked for`(address: String) {
        #expect(throws: MediaPlaces.Refusal.self) { try twilio.start(address) }
    }

    @Test func `a given address stands for all hosts, and is the only one`() throws {
        #expect(throws: MediaPlaces.Refusal.self) { try given.start("https://mms.twiliocdn.com/x") }
        #expect(throws: MediaPlaces.Refusal.self) { try given.start("https://api.twilio.com/x") }
        #expect(throws: MediaPlaces.Refusal.self) { try given.start("http://127.0.0.1:8092/x") }
        let start = try given.start("http://127.0.0.1:8091/a/b")
        #expect(
            try given.next("/sandbox/media/1", from: start).url == "http://127.0.0.1:8091/sandbox/media/1")
        #expect(throws: MediaPlaces.Refusal.self) { try given.next("http://10.0.0.1/x", from: start) }
    }

    @Test func `a call is sent on only to hosts that the carrier has`() throws {
        let start = try twilio.start("https://api.twilio.com/x")
        let next = try twilio.next("https://mms.twiliocdn.com/y", from: start)
        #expect(!next.isHome)
        for location in [
            "https://evil.example/", "http://mms.twiliocdn.com/", "//evil.example/x", "http://localhost/",
        ] {
            #expect(throws: MediaPlaces.Refusal.self) { try twilio.next(location, from: start) }
        }
        #expect(throws: MediaPlaces.Refusal.self) { try twilio.next(nil, from: start) }
    }

    @Test func `where a webhook may name any host, an answer may name none`() throws {
        let start = try any.start("https://files.example.com/x")
        #expect(throws: MediaPlaces.Refusal.self) { try any.next("https://files.example.com/y", from: start) }
    }

    @Test(arguments: [
        "8.8.8.8", "1.1.1.1", "100.63.255.255", "172.32.0.1", "2606:4700::1111", "2a00:1450:4001::200e",
    ])
    func `an address of the open network is public`(address: String) {
        #expect(PublicAddress.isPublic(address))
    }

    @Test(arguments: [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0", "192.0.2.1", "198.18.0.1", "203.0.113.9", "224.0.0.1", "255.255.255.255", "::1", "::",
        "fe80::1",
        "fd00::1", "fc00::1", "ff02::1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "64:ff9b::a00:1", "2001:db8::1",
        "2002:a00:1::", "2001:0:1::", "localhost", "", "10.1", "0x7f000001", "fe80::1%eth0",
    ])
    func `an address nearby, or none, is not public`(address: String) {
        #expect(!PublicAddress.isPublic(address))
    }
}
