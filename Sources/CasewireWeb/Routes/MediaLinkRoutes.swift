import Casewire
import CasewireStorage
import HTTPTypes
import Hummingbird

/// Files that a rep attached to a reply, for carriers that send them on and for customers who follow a link.
///
/// The address is signed and ends, so it is its own proof; whatever is wrong with one, there is nothing at it.
struct MediaLinkRoutes {
    let services: Services

    func add(to router: some RouterMethods<WebContext>) {
        router.get("files/{medium}/{until}/{signature}/{name}", use: file)
    }

    private func file(_ request: Request, _ context: WebContext) async throws -> Response {
        let id = try context.mediumID()
        let isOurs = FileAddress.isValid(
            id, until: try context.parameter("until"), signature: try context.parameter("signature"),
            vault: services.vault, at: services.clock.now())
        guard isOurs, let medium = try await services.database.read({ try $0.medium(id) }), medium.isOurs
        else {
            throw Problem.notFound
        }
        return try await MediaAnswer(services: services).response(to: request, for: medium)
    }
}
