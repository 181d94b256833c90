import Testing

@testable import CasewireCLI

@Suite struct SettingsTests {
    @Test func `variables are read, and flags win`() throws {
        let settings = try Settings(
            flags: ["LISTEN": "127.0.0.1:9000"],
            environment: [
                "CASEWIRE_LISTEN": "127.0.0.1:1", "CASEWIRE_PUBLIC_URL": "https://support.example.com/",
                "PATH": "/bin",
            ])
        #expect(settings.listen.port == 9000)
        #expect(settings.publicURL == "https://support.example.com")
        #expect(settings.keyFile == "casewire.db.key")
    }

    @Test func `all problems are reported together`() {
        let environment = [
            "CASEWIRE_LISTEN": "nowhere", "CASEWIRE_PUBLIC_URL": "support.example.com",
            "CASEWIRE_LOG_LEVEL": "loud",
            "CASEWIRE_LISTN": "127.0.0.1:1", "CASEWIRE_SETUP": "/does/not/exist.yaml",
        ]
        #expect {
            try Settings(flags: [:], environment: environment)
        } throws: { error in
            (error as? SettingsProblems)?.problems.count == 5
        }
    }

    @Test func `a PostgreSQL URL is read and printed without its password`() throws {
        let settings = try Settings(
            flags: [:],
            environment: ["CASEWIRE_DATABASE": "postgres://casewire:s3cret@db.example.com:5433/support"])
        #expect(settings.postgres.map { "\($0)" } == "database support at db.example.com:5433")
        #expect(settings.keyFile == "casewire.key")
    }

    @Test func `a PostgreSQL URL that can't be read is refused without showing it`() {
        #expect {
            try Settings(
                flags: [:], environment: ["CASEWIRE_DATABASE": "postgres://casewire:s3c%ret@host:port/x"])
        } throws: { error in
            "\(error)".contains("DATABASE") && !"\(error)".contains("s3c")
        }
    }

    @Test(arguments: [
        ("127.0.0.1:8080", "127.0.0.1", 8080), ("[::1]:80", "::1", 80), ("localhost:0", "localhost", 0),
    ])
    func `addresses to listen on`(text: String, host: String, port: Int) {
        let address = ListenAddress(text)
        #expect(address?.host == host)
        #expect(address?.port == port)
    }

    @Test(arguments: ["8080", ":8080", "host:", "host:99999", ""])
    func `what is no address to listen on`(text: String) {
        #expect(ListenAddress(text) == nil)
    }
}
