package import CasewirePages
import HTTPTypes
package import Hummingbird
import NIOCore

/// The page that is the customer's phone.
///
/// - `GET /?phone=+1…&number=+1…`: the phone; any number may be typed.
/// - `POST /texts` (form: `phone`, `number`, `body`, `sample`): sends, then shows the phone again.
/// - `GET /phone/texts?phone=&number=`: the texts alone, for the live update.
/// - `GET /phone/phone.css`, `/phone/phone.js`, `/phone/samples/{name}`: a small file to send.
package struct PhonePageRoutes: Sendable {
    private let network: CarrierNetwork
    private let pages: PageRenderer
    private let assets: Assets

    /// Shows this many of the newest texts.
    private static let textLimit = 200
    /// The phone of someone who has not picked one.
    private static let firstPhone = "+15557650001"

    package init(network: CarrierNetwork, pages: PageRenderer, assets: Assets) {
        self.network = network
        self.pages = pages
        self.assets = assets
    }

    package func add(to router: some RouterMethods<SandboxContext>) {
        router.get("/") { request, _ in
            let (phone, number) = place(FormFields(decoding: request.uri.query ?? ""))
            return try html(pages.render(page(phone: phone, number: number)))
        }
        router.post("/texts") { request, _ in try await send(request) }
        router.get("/phone/texts") { request, _ in
            let (phone, number) = place(FormFields(decoding: request.uri.query ?? ""))
            return try html(texts(phone: phone, number: number).map(pages.render).joined())
        }
        router.get("/phone/samples/:name") { _, context in
            guard let sample = SampleFile.named(context.parameters.get("name")) else {
                throw HTTPError(.notFound)
            }
            return Response(
                status: .ok, headers: [.contentType: sample.type],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: sample.content(in: assets))))
        }
        router.get("/phone/phone.css") { _, _ in try asset("phone.css", "text/css; charset=utf-8") }
        router.get("/phone/phone.js") { _, _ in try asset("phone.js", "text/javascript; charset=utf-8") }
    }

    private func send(_ request: Request) async throws -> Response {
        let body = try await request.body.collect(upTo: 64 * 1024)
        // Another site's page must not text in the customer's name.
        guard HTTPField.Name("Sec-Fetch-Site").flatMap({ request.headers[$0] }) != "cross-site" else {
            return Response(status: .forbidden)
        }
        let fields = FormFields(decoding: body.readableBytesView)
        let (phone, number) = place(fields)
        // A browser sends a line break as CR and LF, a phone sends LF.
        let draft = FormFields.withUnixLineEnds(fields["body"] ?? "")
        do {
            let sample = SampleFile.named(fields["sample"])
            _ = try CarrierRoutes(network: network).receive(
                from: phone, to: number, body: draft, media: sample.map { [$0.dataURL(in: assets)] } ?? [])
        } catch let problem as SandboxProblem {
            let page = page(phone: phone, number: number, problem: problem.words, draft: draft)
            return try html(pages.render(page), status: .badRequest)
        }
        let back = FormFields([("phone", phone), ("number", number)]).encoded
        return Response(status: .seeOther, headers: [.location: "/?\(back)"])
    }

    /// The phone and the number that are asked for, or else the first of each.
    private func place(_ fields: FormFields) -> (phone: String, number: String) {
        func given(_ name: String) -> String? {
            fields[name].flatMap { $0.isEmpty ? nil : CarrierRoutes.address($0) }
        }
        let numbers = network.store.numbers.map(\.number)
        let number = given("number").flatMap { numbers.contains($0) ? $0 : nil }
        return (given("phone") ?? Self.firstPhone, number ?? numbers.first ?? "")
    }

    private func page(phone: String, number: String, problem: String = "", draft: String = "") -> PhonePage {
        PhonePage(
            phone: phone, phones: network.store.phones(), number: number,
            numbers: network.store.numbers.map(\.number), texts: texts(phone: phone, number: number),
            problem: problem, draft: draft)
    }

    private func texts(phone: String, number: String) -> [PhoneText] {
        network.store.texts(phone: phone, number: number, limit: Self.textLimit).map(PhoneText.init)
    }

    private func html(_ html: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status,
            headers: [
                .contentType: "text/html; charset=utf-8", .cacheControl: "no-store",
                .contentSecurityPolicy:
                    "default-src 'self'; img-src * data:; base-uri 'none'; frame-ancestors 'self'",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    }

    private func asset(_ name: String, _ type: String) throws -> Response {
        guard let bytes = assets["sandbox/" + name] else { throw HTTPError(.notFound) }
        return Response(
            status: .ok, headers: [.contentType: type, .cacheControl: "no-cache"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
