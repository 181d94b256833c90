import Foundation

/// Whether the outside reaches the server at the public URL.
struct ServerChecks {
    let settings: Settings

    func all() async -> [Finding] {
        let link = "Public URL"
        let url = settings.publicURL
        do {
            let health = try await WebLook(url + "/healthz")
            guard health.status == 200, health.body == "ok\n" else {
                return [
                    .failed(
                        link, "Something else answers at \(url) (status \(health.status)).",
                        fix: "Point the proxy's address at this server, or correct CASEWIRE_PUBLIC_URL.")
                ]
            }
            let ready = try await WebLook(url + "/readyz")
            guard ready.status == 200 else {
                return [
                    .failed(
                        link, "The server at \(url) is up, but not ready (status \(ready.status)).",
                        fix: "See its log: its database cannot be read.")
                ]
            }
            return [.ok(link, "\(url) answers")]
        } catch {
            return [
                .failed(
                    link, "Nothing answers at \(url): \(error)",
                    fix: """
                        Start casewire serve. If it runs, see that the name leads to this machine, that the proxy is up \
                        and that its certificate is valid.
                        """)
            ]
        }
    }
}
