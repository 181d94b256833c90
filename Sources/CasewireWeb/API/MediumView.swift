import Casewire

/// A picture or other file of a text as the API shows it.
struct MediumView: Encodable {
    let id: String
    /// By the bytes where they are kept, else as the carrier said.
    let type: String
    @OrNull var size: Int?
    let state: String
    /// In words, why it is not kept (yet).
    @OrNull var reason: String?
    @OrNull var url: String?

    /// - Parameter publicURL: of this server; the file's address asks for the API key, as all others do.
    init(_ medium: Medium, publicURL: String) {
        id = medium.id.rawValue
        type = medium.type?.rawValue ?? medium.declaredType
        size = medium.size
        state = medium.state.rawValue
        reason = medium.reason
        url =
            medium.state == .kept ? "\(publicURL)/api/v1/sessions/\(medium.session)/media/\(medium.id)" : nil
    }
}
