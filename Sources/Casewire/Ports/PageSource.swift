/// Reads a website, one host of it and no other.
package protocol PageSource: Sendable {
    /// The bytes behind a secure address of the host, wherever it is on the open network; redirects stay on the host.
    func fetch(_ address: String, largestBytes: Int) async throws(MediumFailure) -> FetchedMedium
}

/// For processes that read no websites.
package struct NoPages: PageSource {
    package init() {}

    package func fetch(_ address: String, largestBytes: Int) async throws(MediumFailure) -> FetchedMedium {
        throw .refused(reason: "no website can be read here")
    }
}
