import CasewireSandbox
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@Suite struct PhonePageTests {
    private func get(_ world: CarrierWorld, _ uri: String) async throws -> String {
        let response = try await world.client.execute(uri: uri, method: .get)
        #expect(response.status == .ok)
        #expect(response.headers[.contentType] == "text/html; charset=utf-8")
        return String(buffer: response.body)
    }

    @Test func `a new user sees the phone, what it is and what to text`() async throws {
        try await CarrierWorld.run { world in
            let page = try await get(world, "/")
            #expect(page.contains("Simulated carrier"))
            #expect(page.contains("the customer's phone"))
            #expect(page.contains("+15557650001"))
            #expect(page.contains("Where is my order?"))
            #expect(page.contains("role=\"log\""))
            #expect(page.contains("<label class=\"sr\" for=\"body\">Message</label>"))
            #expect(page.contains(">Send</button>"))
            #expect(!page.contains("Business's number"))
        }
    }

    @Test func `a text is sent without a script and then shown`() async throws {
        try await CarrierWorld.run { world in
            let form = FormFields([
                ("phone", "+15557650002"), ("number", CarrierWorld.number), ("body", "<b>Hi</b>\r\nthere"),
            ])
            let sent = try await world.client.execute(
                uri: "/texts", method: .post, headers: [.contentType: "application/x-www-form-urlencoded"],
                body: ByteBuffer(string: form.encoded))
            #expect(sent.status == .seeOther)
            let location = try #require(sent.headers[.location])
            #expect(location == "/?phone=%2B15557650002&number=%2B15550001000")
            let page = try await get(world, location)
            #expect(page.contains("&lt;b&gt;Hi&lt;/b&gt;\nthere"))
            #expect(page.contains("class=\"from-phone\""))
            #expect(!page.contains("Where is my order?"))
            #expect(try await world.seen(by: "+15557650002") == ["> <b>Hi</b>\nthere"])
            #expect(try await get(world, "/").contains("<option value=\"+15557650002\">"))
        }
    }

    @Test func `sample files are sent with and without a script, and only pictures are shown`() async throws {
        try await CarrierWorld.run { world in
            for sample in ["parcel.png", "receipt.pdf", "card.vcf"] {
                let form = FormFields([
                    ("phone", CarrierWorld.phone), ("number", CarrierWorld.number), ("body", ""),
                    ("sample", sample),
                ])
                let sent = try await world.client.execute(
                    uri: "/texts", method: .post,
                    headers: [.contentType: "application/x-www-form-urlencoded"],
                    body: ByteBuffer(string: form.encoded))
                #expect(sent.status == .seeOther)
                let file = try await world.client.execute(uri: "/phone/samples/\(sample)", method: .get)
                #expect(file.status == .ok)
                #expect(file.body.readableBytes > 50)
            }
            let page = try await get(world, "/phone/texts?phone=%2B15557650001")
            #expect(page.components(separatedBy: "<img").count == 2)
            #expect(page.contains(">application/pdf</a>"))
            #expect(page.contains(">text/vcard</a>"))
            let none = try await world.client.execute(uri: "/phone/samples/phone.js", method: .get)
            #expect(none.status == .notFound)
        }
    }

    @Test func `the live update is the same part of the page`() async throws {
        try await CarrierWorld.run { world in
            try await world.text("Hello")
            _ = try await world.send("Hi", to: CarrierWorld.phone)
            _ = try await world.send("Lost", to: "+15005553003")
            await world.sandbox.idle()
            let page = try await get(world, "/?phone=%2B15557650001")
            let part = try await get(world, "/phone/texts?phone=%2B15557650001&number=%2B15550001000")
            #expect(page.contains(part.trimmingCharacters(in: .whitespacesAndNewlines)))
            #expect(part.components(separatedBy: "<li").count == 3)
            #expect(part.contains("✓✓"))
            let lost = try await get(world, "/phone/texts?phone=%2B15005553003")
            #expect(lost.contains("Did not arrive (error 30003)"))
            #expect(lost.contains("to-phone lost"))
        }
    }

    @Test func `a text that cannot be sent keeps what was typed`() async throws {
        try await CarrierWorld.run { world in
            let response = try await world.client.execute(
                uri: "/texts", method: .post, body: ByteBuffer(string: "phone=12&body=Typed"))
            // Two digits are no phone and no short code.
            #expect(response.status == .badRequest)
            let page = String(buffer: response.body)
            #expect(page.contains("with country code"))
            #expect(page.contains(">Typed</textarea>"))
        }
    }

    @Test func `another site cannot text in the customer's name`() async throws {
        try await CarrierWorld.run { world in
            let name = try #require(HTTPField.Name("Sec-Fetch-Site"))
            let response = try await world.client.execute(
                uri: "/texts", method: .post, headers: [name: "cross-site"],
                body: ByteBuffer(string: "phone=%2B15557650001&body=Hi"))
            #expect(response.status == .forbidden)
            #expect(try await world.seen().isEmpty)
        }
    }

    @Test func `with several numbers one is picked, and kept in the address`() async throws {
        try await CarrierWorld.run(numbers: [CarrierWorld.number, "+15550002000"]) { world in
            let page = try await get(world, "/?phone=%2B15557650001&number=%2B15550002000")
            #expect(page.contains("<option value=\"+15550002000\" selected>"))
            #expect(page.contains("data-number=\"+15550002000\""))
        }
    }

    @Test func `the page's files are carried`() async throws {
        try await CarrierWorld.run { world in
            for (name, type) in [("phone.css", "text/css"), ("phone.js", "text/javascript")] {
                let response = try await world.client.execute(uri: "/phone/\(name)", method: .get)
                #expect(response.status == .ok)
                #expect(response.headers[.contentType]?.hasPrefix(type) == true)
                #expect(response.body.readableBytes > 500)
            }
        }
    }
}
