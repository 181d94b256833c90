import Casewire
import CasewireConnectors
import Testing

struct CreatioSiteTests {
    typealias Answer = ScriptedCreatio.Answer
    typealias Asked = ScriptedCreatio.Asked

    static let id = "4e1c0a5e-0000-4000-8000-00000000000"

    /// A site that takes the client and answers everything else as the script says.
    private static func site(_ script: @escaping @Sendable (Asked) -> Answer)
        -> @Sendable (Asked) async -> Answer
    {
        { $0.path == "/connect/token" ? .token : script($0) }
    }

    private static func contacts(_ count: Int) -> [RowQuery] {
        (0..<count).map { RowQuery("Contact", where: .equal("Age", .number(Double($0))), columns: ["Id"]) }
    }

    private static func changes(_ count: Int) -> [RowChange] {
        (0..<count).map { number in
            let id = "4e1c0a5e-0000-4000-8000-" + String(String(1_000_000_000_000 + number).dropFirst())
            return RowChange(
                number.isMultiple(of: 2) ? .create : .update, "Case", id: id,
                values: ["Subject": .text("\(number)")])
        }
    }

    private static func response(_ parts: [(Int, String)]) -> Answer {
        let list = parts.enumerated().map { index, part in
            #"{"id":"\#(index + 1)","status":\#(part.0)\#(part.1.isEmpty ? "" : #","body":\#(part.1)"#)}"#
        }
        return .json(#"{"responses":[\#(list.joined(separator: ","))]}"#)
    }

    // MARK: Reading

    @Test
    func `one question is one request`() async throws {
        try await ScriptedCreatio.run(
            Self.site { _ in .json(#"{"@odata.context":"x","value":[{"Id":"\#(Self.id)1","Name":"A"}]}"#) }
        ) { site, server in
            let rows = try await site.read([
                RowQuery("Contact", where: .equal("Name", .text("A")), columns: ["Id", "Name"])
            ])
            #expect(rows == [[["Id": .id(Self.id + "1"), "Name": .text("A")]]])
            #expect(server.asked.map(\.path) == ["/connect/token", "/odata/Contact"])
            #expect(server.asked[1].headers["authorization"] == "Bearer token-1")
            #expect(server.asked[1].headers["cookie"] == nil)
            #expect(server.asked[1].query == "$filter=Name%20eq%20%27A%27&$select=Id,Name&$top=500")
            #expect(await site.usage.requests == 2)
            #expect(await site.usage.operations == 1)
        }
    }

    @Test
    func `several questions are one batch, and those that match nothing are not asked`() async throws {
        let queries = Self.contacts(2) + [RowQuery("Case", where: .any([]), columns: ["Id"])]
        try await ScriptedCreatio.run(
            Self.site { _ in
                Self.response([(200, #"{"value":[{"Id":"\#(Self.id)1"}]}"#), (200, #"{"value":[]}"#)])
            }
        ) { site, server in
            let rows = try await site.read(queries)
            #expect(rows == [[["Id": .id(Self.id + "1")]], [], []])
            #expect(server.count("POST", "/odata/$batch") == 1)
            #expect(server.asked.count == 2)
            #expect(await site.usage.operations == 2)
        }
    }

    @Test
    func `a question that fails is thrown with its object`() async throws {
        try await ScriptedCreatio.run(
            Self.site { _ in
                Self.response([
                    (200, #"{"value":[]}"#),
                    (
                        403,
                        #"{"error":{"message":"","innererror":{"message":"does not have permissions for the \"Activity\" object"}}}"#
                    ),
                ])
            }
        ) { site, _ in
            await #expect {
                try await site.read([
                    RowQuery("Case", where: nil, columns: ["Id"]),
                    RowQuery("Activity", where: nil, columns: ["Id"]),
                    RowQuery("Contact", where: nil, columns: ["Id"]),
                ])
            } throws: { error in
                if case .denied("Activity", "read", _) = error as? CaseSystemFailure { true } else { false }
            }
        }
    }

    @Test
    func `a long address goes in the body of a batch`() async throws {
        let choices = (0..<60).map { RowFilter.equal("Id", .id(Self.id + String($0, radix: 16).suffix(1))) }
        try await ScriptedCreatio.run(Self.site { _ in Self.response([(200, #"{"value":[]}"#)]) }) {
            site, server in
            let rows = try await site.read([RowQuery("Case", where: .any(choices), columns: ["Id"])])
            #expect(rows == [[]])
            #expect(server.asked.last?.path == "/odata/$batch")
        }
    }

    @Test(arguments: ["", "{", #"{"value":3}"#, #"{"@odata.context":"x"}"#])
    func `an answer that is not whole is not taken for no rows`(_ body: String) async throws {
        try await ScriptedCreatio.run(Self.site { _ in .json(body) }) { site, _ in
            await #expect {
                try await site.read(Self.contacts(1))
            } throws: { error in
                if case .unavailable = error as? CaseSystemFailure { true } else { false }
            }
        }
    }

    // MARK: Writing

    @Test
    func `one change is one request`() async throws {
        let changes = Self.changes(2)
        try await ScriptedCreatio.run(
            Self.site { asked in
                asked.method == "POST"
                    ? .json(
                        #"{"Id":"\#(Self.id)0","Number":"SR00000001","CreatedById":"\#(Self.id)9"}"#,
                        status: 201)
                    : .empty204
            }
        ) { site, server in
            let created = try await site.write([changes[0]])
            let changed = try await site.write([changes[1]])
            #expect(
                created == [
                    .done([
                        "Id": .id(Self.id + "0"), "Number": .text("SR00000001"),
                        "CreatedById": .id(Self.id + "9"),
                    ])
                ])
            #expect(changed == [.done([:])])
            #expect(server.asked[1].method == "POST")
            #expect(server.asked[1].path == "/odata/Case")
            #expect(server.asked[1].body == #"{"Id":"\#(Self.id)0","Subject":"0"}"#)
            #expect(server.asked[2].method == "PATCH")
            #expect(server.asked[2].path == "/odata/Case(\(Self.id)1)")
        }
    }

    @Test
    func `a batch stops at the first change that fails`() async throws {
        try await ScriptedCreatio.run(
            Self.site { _ in
                Self.response([
                    (201, #"{"Id":"\#(Self.id)0","Number":"SR1"}"#), (204, ""),
                    (
                        500,
                        #"{"error":{"innererror":{"message":"23503: insert violates foreign key constraint"}}}"#
                    ),
                ])
            }
        ) { site, server in
            let outcomes = try await site.write(Self.changes(5))
            #expect(outcomes.count == 5)
            #expect(outcomes[0] == .done(["Id": .id(Self.id + "0"), "Number": .text("SR1")]))
            #expect(outcomes[1] == .done([:]))
            guard case .failed(.missingReference) = outcomes[2] else {
                Issue.record("\(outcomes[2])")
                return
            }
            #expect(outcomes[3...] == [.notAttempted, .notAttempted])
            #expect(server.asked.last?.headers["prefer"] == nil)
            #expect(await site.usage.operations == 5)
        }
    }

    @Test
    func `an error under a status of success is a failure`() async throws {
        try await ScriptedCreatio.run(
            Self.site { _ in
                Self.response([(201, #"{"Message":"x","ExceptionMessage":"23505: duplicate key value"}"#)])
            }
        ) { site, _ in
            let outcomes = try await site.write(Self.changes(2))
            guard case .failed(.duplicate) = outcomes[0] else {
                Issue.record("\(outcomes)")
                return
            }
            #expect(outcomes[1] == .notAttempted)
        }
    }

    @Test
    func `a part without an answer and without a failure before it is unknown`() async throws {
        try await ScriptedCreatio.run(Self.site { _ in Self.response([(204, "")]) }) { site, _ in
            let outcomes = try await site.write(Self.changes(3))
            guard case .failed(.unavailable) = outcomes[1] else {
                Issue.record("\(outcomes)")
                return
            }
            #expect(outcomes[0] == .done([:]) && outcomes[2] == .notAttempted)
        }
    }

    @Test
    func `more than a hundred changes go in several batches, the later ones only after success`() async throws
    {
        let batches = Tally()
        try await ScriptedCreatio.run(
            Self.site { _ in
                batches.add() == 1
                    ? Self.response((0..<100).map { _ in (204, "") })
                    : Answer(status: 502, body: "bad gateway")
            }
        ) { site, server in
            let outcomes = try await site.write(Self.changes(230))
            #expect(outcomes.count == 230)
            #expect(outcomes[..<100].allSatisfy { $0 == .done([:]) })
            #expect(
                outcomes[100..<200].allSatisfy { if case .failed(.unavailable) = $0 { true } else { false } })
            #expect(outcomes[200...].allSatisfy { $0 == .notAttempted })
            #expect(server.count("POST", "/odata/$batch") == 2)
        }
    }

    @Test
    func `a batch of which nothing is known throws`() async throws {
        try await ScriptedCreatio.run(Self.site { _ in Answer(status: 503, headers: [("Retry-After", "9")]) })
        { site, _ in
            await #expect {
                try await site.write(Self.changes(2))
            } throws: { error in
                guard case .unavailable(let reason) = error as? CaseSystemFailure else { return false }
                return reason.contains("9 s")
            }
        }
    }

    @Test(arguments: [
        Answer(status: 405), Answer(status: 501), .notFound,
        .json(#"{"error":{"message":"The content type must be multipart/mixed"}}"#, status: 400),
    ])
    func `a site that takes no batch is asked one by one from then on`(_ refusal: Answer) async throws {
        try await ScriptedCreatio.run(
            Self.site { asked in
                switch asked.path {
                case "/odata/$batch": refusal
                case "/odata/Contact/$count": Answer(body: "3")
                case "/0/odata/Contact/$count": .notFound
                case "/odata/Contact": .json(#"{"value":[]}"#)
                default:
                    asked.body.contains(#""4""#)
                        ? .json(#"{"error":{"innererror":{"message":"22001: value too long"}}}"#, status: 500)
                        : .empty204
                }
            }
        ) { site, server in
            let outcomes = try await site.write(Self.changes(6))
            #expect(outcomes[..<4].allSatisfy { $0 == .done([:]) })
            guard case .failed(.rejected) = outcomes[4] else {
                Issue.record("\(outcomes[4])")
                return
            }
            #expect(outcomes[5] == .notAttempted)
            #expect(try await site.read(Self.contacts(3)) == [[], [], []])
            #expect(server.count("POST", "/odata/$batch") == 1)
        }
    }

    @Test
    func `nothing is sent when a change cannot be written`() async throws {
        try await ScriptedCreatio.run(Self.site { _ in .empty204 }) { site, server in
            await #expect(throws: CaseSystemFailure.self) {
                try await site.write(Self.changes(1) + [RowChange(.update, "Case", id: "no id", values: [:])])
            }
            #expect(server.asked.isEmpty)
            let outcomes = try await site.write([])
            let rows = try await site.read([])
            #expect(outcomes.isEmpty && rows.isEmpty)
            #expect(server.asked.isEmpty)
        }
    }

    // MARK: Describing

    @Test
    func `a site is described by its flavour, its user and its columns`() async throws {
        try await ScriptedCreatio.run(
            as: nil,
            Self.site { asked in
                switch asked.path {
                case "/0/odata/Contact/$count": Answer(body: "\u{FEFF}12")
                case "/0/odata/$metadata":
                    Answer(
                        headers: [("Content-Type", "application/xml")], body: CreatioMetadataTests.document)
                case "/0/ServiceModel/UserInfoService.svc/GetCurrentUserInfo":
                    .json(#"{"userInfo":{"contactId":"\#(Self.id.uppercased())9","contactName":"x"}}"#)
                default: .notFound
                }
            }
        ) { site, _ in
            let description = try await site.describe()
            #expect(description.flavour == "framework")
            #expect(description.integrationContact == Self.id + "9")
            #expect(description.has("UsrProductId", in: "Case"))
        }
    }

    @Test
    func `the user's contact is learned from a row where no service tells it`() async throws {
        try await ScriptedCreatio.run(
            as: nil,
            Self.site { asked in
                switch asked.path {
                case "/odata/Contact/$count": Answer(body: "12")
                case "/odata/$metadata":
                    Answer(
                        headers: [("Content-Type", "application/xml")], body: CreatioMetadataTests.document)
                case "/odata/Case": .json(#"{"Id":"\#(Self.id)0","CreatedById":"\#(Self.id)7"}"#, status: 201)
                default: .notFound
                }
            }
        ) { site, _ in
            let before = try await site.describe()
            #expect(before.flavour == "net" && before.integrationContact.isEmpty)
            _ = try await site.write(Self.changes(1))
            #expect(try await site.describe().integrationContact == Self.id + "7")
        }
    }

    @Test
    func `half a description is not taken for a site without columns`() async throws {
        try await ScriptedCreatio.run(
            as: nil,
            Self.site { asked in
                switch asked.path {
                case "/odata/Contact/$count": Answer(body: "12")
                case "/odata/$metadata":
                    Answer(headers: [("Content-Type", "application/xml")], body: "<edmx:Edmx xmlns:edmx='x'>")
                default: .notFound
                }
            }
        ) { site, _ in
            await #expect {
                try await site.describe()
            } throws: { error in
                if case .unavailable = error as? CaseSystemFailure { true } else { false }
            }
        }
    }
}
