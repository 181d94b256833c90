import Casewire
import CasewireStorage
import Foundation
import Hummingbird
import NIOCore

/// Numbers of ours, set up as a setup file does, and the evidence of consent for them.
struct NumberRoutes {
    let services: Services

    var routes: [Endpoint<KeyContext>] {
        [
            .post("numbers", may: .configure, use: save),
            .patch("numbers/{number}", may: .configure, use: setAnswering),
            .get("consent.csv", may: .configure, use: ledger),
        ]
    }

    /// `{"number": "+1…", "provider": {"kind": "kannel", …}, "autopilot"?: true, "assist"?: false, "opt_out_replies"?: "auto",
    /// "segments_per_second"?: 3}`.
    private func save(_ request: Request, _ context: KeyContext) async throws -> Response {
        struct Body: Decodable {
            let number: String
            let provider: [String: String]
            let autopilot: Bool?
            let assist: Bool?
            let opt_out_replies: String?
            let segments_per_second: Double?
        }
        struct Saved: Encodable { let changes: [String] }
        let body = try await request.json(Body.self)
        let changes = try await NumberActions(services: services).connect(
            body.number, through: body.provider, autopilot: body.autopilot, assist: body.assist,
            optOutReplies: body.opt_out_replies, segmentsPerSecond: body.segments_per_second)
        return try JSONResponse.make(Saved(changes: changes), status: .created)
    }

    /// `{"autopilot"?: true, "assist"?: false}`; what is not named stays as it is.
    private func setAnswering(_ request: Request, _ context: KeyContext) async throws -> Response {
        struct Body: Decodable {
            let autopilot: Bool?
            let assist: Bool?
        }
        struct Answering: Encodable {
            let number: String
            let autopilot: Bool
            let assist: Bool
        }
        let body = try await request.json(Body.self)
        let unknown = Problem(.notFound, "No such number", "There is no such number of ours.")
        let written = try context.parameter("number")
        guard let phone = PhoneNumber(carrierSpelling: written.removingPercentEncoding ?? written) else {
            throw unknown
        }
        guard body.autopilot != nil || body.assist != nil else {
            throw Problem.invalid("Say “autopilot” or “assist”, each true or false.")
        }
        do {
            try await NumberActions(services: services).setAnswering(
                phone, autopilot: body.autopilot, assist: body.assist)
        } catch is NumberActions.Refusal {
            throw unknown
        }
        let status = try await services.database.read { try $0.numberStatuses() }.first {
            $0.phone == phone.e164
        }
        guard let status else { throw unknown }
        return try JSONResponse.make(
            Answering(number: status.phone, autopilot: status.autopilot, assist: status.assist))
    }

    /// The whole ledger, or that of one number (`?number=+1…`), written out as it is read.
    private func ledger(_ request: Request, _ context: KeyContext) async throws -> Response {
        let vault = services.vault
        var number: Number.ID?
        if let text = request.queryValue("number") {
            guard let phone = PhoneNumber(carrierSpelling: text),
                let found = try await services.database.read({ try $0.number(phone, vault: vault) })
            else { throw Problem(.notFound, "No such number", "There is no such number of ours.") }
            number = found.id
        }
        let (database, wanted) = (services.database, number)
        return Response(
            status: .ok,
            headers: [.contentType: "text/csv; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody { writer in
                try await writer.write(ByteBuffer(string: CSV.line(ConsentLedger.header)))
                var position: Int? = 0
                while let after = position {
                    let page = try await database.read {
                        let found = try ConsentLedger.page(of: wanted, after: after, in: $0)
                        return (text: found.lines.joined(), next: found.next)
                    }
                    try await writer.write(ByteBuffer(string: page.text))
                    position = page.next
                }
                try await writer.finish(nil)
            })
    }
}
