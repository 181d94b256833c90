import Casewire
import CasewireConnectors
import CasewireSandbox
import Hummingbird
import HummingbirdTesting
import Testing

/// The connector against the simulated Creatio, which was written from the vendor's documents apart from it.
struct CreatioSandboxTests {
    typealias Way = SandboxBench.Way
    typealias Bench = SandboxBench

    private static func id(_ number: Int) -> String {
        "4e1c0a5e-0000-4000-8000-" + String(String(1_000_000_000_000 + number).dropFirst())
    }

    private static let start = Timestamp(milliseconds: 1_769_860_800_123)
    private static let words = "“It's” 50% off & +1 (555)? a/b #1; c=d\nñ 👩‍🚀 'x' ''"

    private static func contact(_ number: Int) -> RowChange {
        RowChange(
            .create, "Contact", id: id(number),
            values: ["Name": .text("Customer \(number)"), "MobilePhone": .text("+1555123\(1000 + number)")])
    }

    private static func caseRow(_ number: Int, contact: Int) -> RowChange {
        RowChange(
            .create, "Case", id: id(number),
            values: [
                "Subject": .text("SMS: " + words), "Symptoms": .text(words), "ContactId": .id(id(contact)),
                "UsrOrderNumber": .text("AB123456"), "OwnerId": .null,
            ])
    }

    private static func activity(_ number: Int, of caseNumber: Int) -> RowChange {
        RowChange(
            .create, "Activity", id: id(number),
            values: [
                "Title": .text("Customer: \(number)"), "DetailedResult": .text(words),
                "CaseId": .id(id(caseNumber)),
                "StartDate": .moment(start + .milliseconds(number)),
                "DueDate": .moment(start + .milliseconds(number)),
                "StatusId": .id("4bdbb88f-58e6-df11-971b-001d60e938c6"),
            ])
    }

    // MARK: What works

    @Test(arguments: Way.all)
    func `a site is described`(_ way: Way) async throws {
        try await Bench.run(way) { bench in
            let description = try await bench.site.describe()
            #expect(description.flavour == way.flavour.rawValue)
            #expect(description.integrationContact.count == 36)
            #expect(description.has("UsrOrderNumber", in: "Case"))
            #expect(
                description.columns["Case"]?.first { $0.name == "StatusId" }
                    == RowColumn(name: "StatusId", type: "Guid", lookup: "CaseStatus"))
            for object in ["Activity", "Contact", "ContactCommunication", "CasePriority", "ActivityCategory"]
            {
                #expect(description.columns[object]?.isEmpty == false, "\(object)")
            }
        }
    }

    @Test(arguments: Way.all)
    func `a contact, a case and an activity are made in one request, read back and changed`(_ way: Way)
        async throws
    {
        try await Bench.run(way) { bench in
            let outcomes = try await bench.site.write([
                Self.contact(1), Self.caseRow(2, contact: 1), Self.activity(3, of: 2),
            ])
            #expect(outcomes.map(Bench.kind) == ["done", "done", "done"])
            guard case .done(let made) = outcomes[1], case .text(let number)? = made["Number"] else {
                Issue.record("\(outcomes[1])")
                return
            }
            #expect(number.hasPrefix("SR"))

            let rows = try await bench.site.read([
                RowQuery(
                    "Case", where: .equal("Contact/Id", .id(Self.id(1))),
                    columns: [
                        "Id", "Subject", "Symptoms", "StatusId", "OwnerId", "UsrOrderNumber", "CreatedById",
                    ]),
                RowQuery(
                    "Activity",
                    where: .all([
                        .equal("Case/Id", .id(Self.id(2))), .after("ModifiedOn", Timestamp(milliseconds: 0)),
                    ]),
                    columns: ["Id", "DetailedResult", "StartDate", "CaseId"], order: "ModifiedOn"),
                RowQuery(
                    "ContactCommunication", where: .startsWith("SearchNumber", "1001321555"),
                    columns: ["ContactId", "Number"]),
                RowQuery("Contact", where: .equal("MobilePhone", .text("+15551231001")), columns: ["Id"]),
            ])
            #expect(rows[0].count == 1)
            #expect(rows[0].first?["Symptoms"] == .text(Self.words))
            #expect(rows[0].first?["Subject"] == .text("SMS: " + Self.words))
            #expect(rows[0].first?["OwnerId"] == .null)
            #expect(rows[0].first?["StatusId"] == .id("ae5f2f10-f46b-1410-fd9a-0050ba5d6c38"))
            #expect(rows[0].first?["CreatedById"] == made["CreatedById"])
            #expect(rows[1].first?["DetailedResult"] == .text(Self.words))
            #expect(rows[1].first?["StartDate"] == .moment(Self.start + .milliseconds(3)))
            #expect(rows[2].first?["ContactId"] == .id(Self.id(1)))
            #expect(rows[3] == [["Id": .id(Self.id(1))]])

            let resolved = "ae7f411e-f46b-1410-009b-0050ba5d6c38"
            let changed = try await bench.site.write([
                RowChange(
                    .update, "Case", id: Self.id(2), values: ["StatusId": .id(resolved), "ContactId": .null])
            ])
            #expect(changed == [.done([:])])
            let row = try await bench.row("Case", Self.id(2), ["StatusId", "ContactId", "Subject"])
            #expect(row?["StatusId"] == .id(resolved))
            #expect(row?["ContactId"] == .null)
            #expect(row?["Subject"] == .text("SMS: " + Self.words))
            try await bench.expect(2, requestsTo: "$batch")
        }
    }

    @Test
    func `a long transcript is two batches, and its operations are counted as the site counts them`()
        async throws
    {
        try await Bench.run(.one) { bench in
            let changes =
                [Self.contact(1), Self.caseRow(2, contact: 1)] + (10..<130).map { Self.activity($0, of: 2) }
            let before = await bench.site.usage
            let outcomes = try await bench.site.write(changes)
            #expect(outcomes.allSatisfy { Bench.kind(of: $0) == "done" })
            let after = await bench.site.usage
            try await bench.expect(2, requestsTo: "$batch")
            #expect(after.operations - before.operations == 122 + 1)  // One is the probe for the flavour.
            let rows = try await bench.site.read([
                RowQuery(
                    "Activity", where: .equal("Case/Id", .id(Self.id(2))), columns: ["Id"], order: "StartDate"
                )
            ])
            #expect(rows[0].map { $0["Id"] } == (10..<130).map { .id(Self.id($0)) })
            let usage = try await bench.client.execute(uri: "/sandbox/usage", method: .get) {
                String(buffer: $0.body)
            }
            #expect(usage.contains("\"operations\":\(await bench.site.usage.operations)"), "\(usage)")
        }
    }

    @Test
    func `fifty workers at once sign in once`() async throws {
        try await Bench.run(Way(flavour: .net, isUser: true)) { bench in
            try await withThrowingTaskGroup(of: RowOutcome.self) { group in
                for number in 0..<50 {
                    group.addTask { try await bench.site.write([Self.contact(number)])[0] }
                }
                for try await outcome in group { #expect(Bench.kind(of: outcome) == "done") }
            }
            try await bench.expect(1, requestsTo: "AuthService.svc/Login")
        }
    }

    @Test
    func `a .NET site that takes the prefix too is known for what it is`() async throws {
        var switches = CreatioSwitches()
        switches.netAcceptsPrefix = true
        try await Bench.run(Way(flavour: .net, isUser: false), switches: switches) { bench in
            let description = try await bench.site.describe()
            #expect(description.flavour == "net")
        }
    }

    // MARK: What is refused

    @Test(arguments: [CreatioSwitches.Engine.postgresql, .mssql])
    func `refusals of the database are told apart`(_ engine: CreatioSwitches.Engine) async throws {
        var switches = CreatioSwitches()
        switches.database = engine
        try await Bench.run(.one, switches: switches) { bench in
            try await bench.expect([Self.contact(1)], ["done"])
            try await bench.expect([Self.contact(1)], ["duplicate"])
            try await bench.expect(
                [Self.contact(4), Self.caseRow(2, contact: 3), Self.activity(5, of: 2)],
                ["done", "missingReference", "notAttempted"])
            let long = RowChange(
                .create, "Case", id: Self.id(6),
                values: ["Subject": .text("x"), "UsrOrderNumber": .text(String(repeating: "9", count: 51))])
            try await bench.expect([long], ["rejected"])
            try await bench.expect("Case", Self.id(6), isThere: false)
        }
    }

    @Test(arguments: Way.all)
    func `what can never work says why`(_ way: Way) async throws {
        try await Bench.run(way) { bench in
            let site = bench.site
            let unknown = RowChange(
                .create, "Case", id: Self.id(1), values: ["Subject": .text("x"), "UsrNope": .text("y")])
            let outcomes = try await site.write([unknown, Self.contact(1)])
            guard case .failed(.rejected(let reason)) = outcomes[0] else {
                Issue.record("\(outcomes)")
                return
            }
            #expect(reason.contains("Case has no column UsrNope"))
            #expect(outcomes[1] == .notAttempted)

            let questions: [(RowQuery, String)] = [
                (RowQuery("Case", where: nil, columns: ["Nope"]), "Nope"),
                (RowQuery("Case", where: .equal("ContactId", .id(Self.id(1))), columns: ["Id"]), "ContactId"),
                (RowQuery("Case", where: .equal("Id", .text(Self.id(1))), columns: ["Id"]), "filter"),
                (RowQuery("UsrMissing", where: nil, columns: ["Id"]), "no object UsrMissing"),
            ]
            for (question, words) in questions {
                await #expect("\(question)") {
                    try await site.read([question])
                } throws: { error in
                    guard case .rejected(let reason) = error as? CaseSystemFailure else { return false }
                    return reason.contains(words)
                }
                await #expect("\(question) in a batch") {
                    try await site.read([
                        RowQuery("Contact", where: nil, columns: ["Id"], limit: 1), question,
                    ])
                } throws: { error in
                    guard case .rejected(let reason) = error as? CaseSystemFailure else { return false }
                    return reason.contains(words)
                }
            }
            let gone = try await site.write([
                RowChange(.update, "Case", id: Self.id(9), values: ["Subject": .text("x")])
            ])
            #expect(gone.map(Bench.kind) == ["notFound"])
        }
    }

    @Test(arguments: [403, 500])
    func `a missing right names the object and the right`(_ status: Int) async throws {
        var switches = CreatioSwitches()
        switches.noRightsStatus = status
        try await Bench.run(.one, switches: switches) { bench in
            try await bench.order(#"{"kind":"deny","path":"Activity/add"}"#)
            let outcomes = try await bench.site.write([
                Self.contact(1), Self.caseRow(2, contact: 1), Self.activity(3, of: 2),
                Self.activity(4, of: 2),
            ])
            #expect(outcomes.map(Bench.kind) == ["done", "done", "denied", "notAttempted"])
            guard case .failed(.denied("Activity", "add", let reason)) = outcomes[2] else {
                Issue.record("\(outcomes[2])")
                return
            }
            #expect(reason.contains("Object permissions → Activity"))

            try await bench.order(#"{"kind":"deny","path":"Case"}"#)
            await #expect {
                try await bench.row("Case", Self.id(2), ["Id"])
            } throws: { error in
                if case .denied("Case", "read", _) = error as? CaseSystemFailure { true } else { false }
            }
            try await bench.endFaults()
            try await bench.expect("Case", Self.id(2), isThere: true)
        }
    }

    @Test
    func `wrong credentials are refused in words and not tried again and again`() async throws {
        let wrong: [(CreatioConnection.SignIn, String)] = [
            (.user(name: "Supervisor", password: Secret("wrong")), "AuthService.svc/Login"),
            (.client(id: "wrong", secret: Secret("wrong")), "/connect/token"),
        ]
        for (signIn, path) in wrong {
            try await Bench.run(.one, signIn: signIn) { bench in
                for _ in 0..<3 {
                    #expect(
                        await Bench.kind { _ = try await bench.row("Case", Self.id(1), ["Id"]) }
                            == "signInRefused")
                }
                try await bench.expect(1, requestsTo: path)
                #expect(await Bench.kind { _ = try await bench.site.describe() } == "signInRefused")
                try await bench.expect(2, requestsTo: path)
            }
        }
    }

    // MARK: What goes wrong

    @Test(arguments: Way.all)
    func `an expired sign-in is renewed in the middle of work`(_ way: Way) async throws {
        try await Bench.run(way) { bench in
            try await bench.expect([Self.contact(1)], ["done"])
            try await bench.order(#"{"kind":"expire_token"}"#)
            let outcomes = try await bench.site.write([Self.caseRow(2, contact: 1), Self.activity(3, of: 2)])
            #expect(outcomes.map(Bench.kind) == ["done", "done"])
            try await bench.order(#"{"kind":"expire_token"}"#)
            try await bench.expect("Activity", Self.id(3), isThere: true)
            #expect(await bench.site.usage.signIns == 3)
        }
    }

    @Test
    func `a write whose answer never came is found by reading, and not made twice`() async throws {
        try await Bench.run(.one) { bench in
            try await bench.expect([Self.contact(1)], ["done"])
            // Held far longer than the wait, so that a busy machine does not turn a late answer into an early one.
            try await bench.order(
                #"{"kind":"timeout_after_success","path":"/0/odata/$batch","count":1,"seconds":16}"#)
            let changes = [Self.caseRow(2, contact: 1), Self.activity(3, of: 2)]
            #expect(await Bench.kind { _ = try await bench.impatientSite.write(changes) } == "unavailable")
            try await bench.expect("Activity", Self.id(3), isThere: true)
            try await bench.expect(changes, ["duplicate", "notAttempted"])
        }
    }

    @Test
    func `a row that was stored before something failed is to be read before it is repeated`() async throws {
        var switches = CreatioSwitches()
        switches.errorAfterInsert = ["Case"]
        try await Bench.run(.one, switches: switches) { bench in
            let outcomes = try await bench.site.write([
                Self.contact(1), Self.caseRow(2, contact: 1), Self.activity(3, of: 2),
            ])
            #expect(outcomes.map(Bench.kind) == ["done", "unavailable", "notAttempted"])
            try await bench.expect("Case", Self.id(2), isThere: true)
        }
    }

    @Test
    func `an outage passes`() async throws {
        try await Bench.run(.one) { bench in
            try await bench.expect([Self.contact(1)], ["done"])
            try await bench.order(#"{"kind":"outage"}"#)
            try await bench.expect([Self.contact(2)], ["unavailable"])
            #expect(
                await Bench.kind { _ = try await bench.row("Contact", Self.id(1), ["Id"]) } == "unavailable")
            try await bench.endFaults()
            try await bench.expect([Self.contact(2)], ["done"])
        }
    }

    @Test(arguments: ["G", "P", "T"])
    func `trouble inside the site passes too`(_ row: String) async throws {
        try await Bench.run(.one) { bench in
            try await bench.expect([Self.contact(1)], ["done"])
            try await bench.order(
                #"{"forced":[{"row":"\#(row)","object":"Contact","count":1}]}"#, at: "/sandbox/switches")
            #expect(
                await Bench.kind { _ = try await bench.row("Contact", Self.id(1), ["Id"]) } == "unavailable")
            try await bench.expect("Contact", Self.id(1), isThere: true)
        }
    }

    @Test(arguments: ["forbidden", "ok"])
    func `a firewall's page is named as such`(_ page: String) async throws {
        try await Bench.run(.one) { bench in
            try await bench.expect([Self.contact(1)], ["done"])
            try await bench.order(#"{"firewall":"\#(page)"}"#, at: "/sandbox/switches")
            await #expect {
                try await bench.row("Contact", Self.id(1), ["Id"])
            } throws: { error in
                guard case .unavailable(let reason) = error as? CaseSystemFailure else { return false }
                return reason.contains("firewall")
            }
            #expect(await bench.site.usage.signIns == 1)
        }
    }
}
