import Casewire
import CasewireStorage
import Hummingbird

/// What keeps abuse small and nights quiet, as a setup file's `organization.limits` and `organization.quiet_hours` set it.
struct LimitRoutes {
    struct LimitsView: Encodable {
        struct QuietView: Encodable {
            let from: String
            let to: String
            let reps: Bool
        }

        struct UsedView: Encodable {
            let segments: Int
            let newContacts: Int
            let newCases: Int
        }

        let answersPerContactHour: Int
        let segmentsPerDay: Int
        let newContactsPerDay: Int
        let newCasesPerDay: Int
        let countries: [String]
        let blockedNumbers: [String]
        @OrNull var quietHours: QuietView?
        /// Since 00:00 UTC.
        let usedToday: UsedView
    }

    let services: Services

    var routes: [Endpoint<KeyContext>] {
        [
            .get("limits", may: .configure, use: show),
            .put("limits", may: .configure, use: save),
        ]
    }

    private func show(_ request: Request, _ context: KeyContext) async throws -> Response {
        let now = services.clock.now()
        let view = try await services.database.read { snapshot in
            let organization = try snapshot.organization()
            let limits = organization.textLimits
            return LimitsView(
                answersPerContactHour: limits.answersPerContactHour, segmentsPerDay: limits.segmentsPerDay,
                newContactsPerDay: limits.newContactsPerDay, newCasesPerDay: limits.newCasesPerDay,
                countries: limits.countries, blockedNumbers: limits.blockedNumbers.map(\.e164),
                quietHours: organization.quietHours.map {
                    .init(from: QuietHours.time($0.from), to: QuietHours.time($0.to), reps: $0.holdsReps)
                },
                usedToday: .init(
                    segments: try snapshot.used(.segments, at: now),
                    newContacts: try snapshot.used(.contacts, at: now),
                    newCases: try snapshot.used(.cases, at: now)))
        }
        return try JSONResponse.make(view)
    }

    /// What the body does not name is left as it is; `"quiet_hours": null` ends them.
    private func save(_ request: Request, _ context: KeyContext) async throws -> Response {
        struct Body: Decodable {
            let limits: TextLimitsEntry
            let quiet: SetLimits.QuietEntry?

            private enum CodingKeys: String, CodingKey { case quiet = "quiet_hours" }

            init(from decoder: any Decoder) throws {
                limits = try TextLimitsEntry(from: decoder)
                let container = try decoder.container(keyedBy: CodingKeys.self)
                let given = try container.decodeIfPresent(SetLimits.QuietEntry.self, forKey: .quiet)
                quiet = given ?? (container.contains(.quiet) ? SetLimits.QuietEntry.none : nil)
            }
        }
        let body = try await request.json(Body.self)
        do {
            try await SetLimits(services: services).run(body.limits, quiet: body.quiet)
        } catch let refusal as SetLimits.Refusal {
            throw Problem.invalid(refusal.description)
        }
        return try await show(request, context)
    }
}
