import Casewire
import CasewireConnectors
import CasewireSandbox
import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing

/// Files of a case, by the connector at the simulated Creatio.
struct CreatioFilesTests {
    typealias Bench = SandboxBench

    private static let caseID = "4e1c0a5e-0000-4000-8000-000000000001"
    private static let fileID = "4e1c0a5e-0000-4000-8000-000000000002"

    private static func makeCase(in bench: Bench) async throws {
        _ = try await bench.site.describe()
        try await bench.expect(
            [RowChange(.create, "Case", id: caseID, values: ["Subject": .text("SMS from +15551230001")])],
            ["done"])
    }

    private static func file(_ content: [UInt8], name: String = "7-1-1.jpg", of id: String = caseID)
        -> CaseAttachment
    {
        CaseAttachment(id: fileID, caseID: id, name: name, type: .jpeg, content: content)
    }

    private func failure(_ bench: Bench, _ file: CaseAttachment) async -> CaseSystemFailure? {
        do {
            try await bench.site.attach(file)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: Bench.Way.all)
    func `a file is attached to a case, and again is the same file`(_ way: Bench.Way) async throws {
        try await Bench.run(way) { bench in
            try await Self.makeCase(in: bench)
            let content = SampleFile.jpeg(700_000)
            for _ in 1...2 { try await bench.site.attach(Self.file(content)) }
            let rows = try await bench.site.read([
                RowQuery(
                    "CaseFile", where: .equal("Case/Id", .id(Self.caseID)), columns: ["Id", "Name", "Size"])
            ])[0]
            #expect(rows.count == 1)
            #expect(rows.first?["Id"] == .id(Self.fileID))
            #expect(rows.first?["Name"] == .text("7-1-1.jpg"))
            #expect(rows.first?["Size"] == .number(700_000))
            #expect(
                try await bench.site.download(Self.fileID, of: "CaseFile", largestBytes: 1 << 20) == content)
            let bytes = try await bench.client.execute(
                uri: "/case/\(Self.caseID)/file/\(Self.fileID)", method: .get
            ) { Array($0.body.readableBytesView) }
            #expect(bytes == content)
            let page = try await bench.client.execute(uri: "/case/\(Self.caseID)", method: .get) {
                String(buffer: $0.body)
            }
            #expect(page.contains(">7-1-1.jpg</a> <span class=\"meta\">684 KB"))
        }
    }

    @Test(arguments: Bench.Way.all)
    func `an expired sign-in is renewed for a file, too`(_ way: Bench.Way) async throws {
        try await Bench.run(way) { bench in
            try await Self.makeCase(in: bench)
            try await bench.order(#"{"kind":"expire_token"}"#)
            try await bench.site.attach(Self.file(SampleFile.png))
            try await bench.expect("CaseFile", Self.fileID, isThere: true)
        }
    }

    @Test(arguments: Bench.Way.all)
    func `what is refused says what to do`(_ way: Bench.Way) async throws {
        try await Bench.run(way) { bench in
            try await Self.makeCase(in: bench)
            try await bench.order(#"{"refusedFiles":["heic"]}"#, at: "/sandbox/switches")
            guard case .rejected? = await failure(bench, Self.file(SampleFile.png, name: "7-1-1.heic")) else {
                Issue.record("It was taken, or is thought to pass.")
                return
            }
            guard case .missingReference? = await failure(bench, Self.file(SampleFile.png, of: Self.fileID))
            else {
                Issue.record("A case that is not there was not told.")
                return
            }
            try await bench.order(#"{"kind":"deny","path":"CaseFile/add"}"#)
            guard
                case .denied("CaseFile", "add", let reason)? = await failure(bench, Self.file(SampleFile.png))
            else {
                Issue.record("A missing right was not told.")
                return
            }
            #expect(reason.contains("Object permissions → CaseFile"))
        }
    }
}
