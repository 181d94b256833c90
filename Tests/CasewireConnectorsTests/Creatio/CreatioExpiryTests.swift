import Casewire
import CasewireSandbox
import Testing

/// A sign-in that ends while it is used, in each way in which sites are known or thought to show it.
struct CreatioExpiryTests {
    private static func contact(_ number: Int) -> RowChange {
        RowChange(
            .create, "Contact", id: "4e1c0a5e-0000-4000-8000-00000000000\(number)",
            values: ["Name": .text("Customer \(number)")])
    }

    @Test(arguments: SandboxBench.Way.all, CreatioSwitches.Expiry.allCases)
    func `an expired sign-in is renewed, and the write happens once`(
        _ way: SandboxBench.Way, _ expiry: CreatioSwitches.Expiry
    ) async throws {
        var switches = CreatioSwitches()
        switches.expiry = expiry
        try await SandboxBench.run(way, switches: switches) { bench in
            try await bench.expect([Self.contact(1)], ["done"])
            try await bench.order(#"{"kind":"expire_token"}"#)
            try await bench.expect([Self.contact(2)], ["done"])
            try await bench.expect("Contact", Self.contact(2).id, isThere: true)
        }
    }

    @Test(arguments: ["empty", "message", "page"])
    func `a replaced CSRF token leads to a new sign-in, whatever the refusal says`(_ body: String)
        async throws
    {
        let switches = try #require(CreatioSwitches.GuardBody(rawValue: body))
        var all = CreatioSwitches()
        all.csrfBody = switches
        try await SandboxBench.run(.init(flavour: .net, isUser: true), switches: all) { bench in
            try await bench.expect([Self.contact(1)], ["done"])
            try await bench.order(#"{"kind":"expire_token","path":"BPMCSRF"}"#)
            try await bench.expect([Self.contact(2)], ["done"])
        }
    }

    @Test(arguments: SandboxBench.Way.all)
    func `a row is removed, and one that is not there is told as such`(_ way: SandboxBench.Way) async throws {
        try await SandboxBench.run(way) { bench in
            try await bench.expect([Self.contact(1)], ["done"])
            let removal = RowChange(.delete, "Contact", id: Self.contact(1).id, values: [:])
            try await bench.expect([removal], ["done"])
            try await bench.expect([removal], ["notFound"])
        }
    }
}
