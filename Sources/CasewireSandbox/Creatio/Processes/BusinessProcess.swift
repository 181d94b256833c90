/// A process with a start signal and a "Call web service" element, as a customer would build it.
package struct BusinessProcess: Codable, Sendable, Equatable {
    package let id: String
    package let event: ProcessEvent.Kind
    /// Where the element posts to.
    package let url: String
    /// The name or identifier of the only activity category that starts the process; any when nil.
    package let category: String?
    /// How often a failed call is repeated.
    package let retries: Int

    package init(id: String, event: ProcessEvent.Kind, url: String, category: String? = nil, retries: Int = 0)
    {
        self.id = id
        self.event = event
        self.url = url
        self.category = category
        self.retries = retries
    }
}
