import Casewire
import CasewireStorage
import HTTPTypes
import Hummingbird

/// Keeps who changed settings and people, and who was not allowed to; what is done in sessions stands on their timelines.
struct AuditTrail: Sendable {
    let services: Services

    /// Runs an endpoint for a caller; a change is kept once it was made, a refusal before it is told.
    func answer<Context: CallerContext>(
        _ endpoint: Endpoint<Context>, _ request: Request, _ context: Context
    ) async throws -> Response {
        guard context.role.may(endpoint.permission) else {
            if isKept(endpoint) { try await keep(endpoint, context, isRefused: true) }
            throw Problem.notAllowed(context.role)
        }
        let response = try await endpoint.answer(request, context)
        if isKept(endpoint), response.status.code < 400 {
            try await keep(endpoint, context, isRefused: false)
        }
        return response
    }

    private func isKept<Context: CallerContext>(_ endpoint: Endpoint<Context>) -> Bool {
        guard endpoint.method != .get else { return false }
        return switch endpoint.permission {
        case .configure, .managePeople, .retryJobs: true
        case .read, .answer, .seeHealth: false
        }
    }

    private func keep<Context: CallerContext>(
        _ endpoint: Endpoint<Context>, _ context: Context, isRefused: Bool
    ) async throws {
        let now = services.clock.now()
        let action = Self.words(for: endpoint, parameters: context.coreContext.parameters)
        try await services.database.write {
            try $0.audit(action, by: context.callerName, role: context.role, isRefused: isRefused, at: now)
        }
    }

    /// The address with what stood in its places, as `settings/people/5f…/remove`, after the method where it is not a form's.
    private static func words<Context>(for endpoint: Endpoint<Context>, parameters: Parameters) -> String {
        let parts = endpoint.path.split(separator: "/").map { part in
            guard part.hasPrefix("{"), part.hasSuffix("}") else { return String(part) }
            return parameters.get(String(part.dropFirst().dropLast())) ?? String(part)
        }
        return "\(endpoint.method.rawValue) \(parts.joined(separator: "/"))"
    }
}
