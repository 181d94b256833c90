/// *Test & save*: walks through all that a connection to Creatio needs, with real rows, and stops at the first thing that is missing.
package struct CreatioTrial: Sendable {
    /// One thing that was tried.
    package struct Step: Sendable, Hashable {
        package enum Outcome: String, Sendable, Hashable { case passed, warned, failed }

        package let title: String
        package let outcome: Outcome
        /// What was found, or what is missing and what to do.
        package let words: String
    }

    private let services: Services

    package init(services: Services) {
        self.services = services
    }

    /// The steps up to the first that failed, in their order.
    package func run(_ settings: CreatioSettings) async -> [Step] {
        var walk = TrialWalk(settings: settings, services: services)
        await walk.run()
        return walk.steps
    }
}

extension [CreatioTrial.Step] {
    package var isPassed: Bool { !isEmpty && allSatisfy { $0.outcome != .failed } }
}

/// The way through one site.
private struct TrialWalk {
    let settings: CreatioSettings
    let services: Services
    var steps: [CreatioTrial.Step] = []
    /// The test rows that were made, for their removal.
    private var made: [RowChange] = []

    init(settings: CreatioSettings, services: Services) {
        self.settings = settings
        self.services = services
    }

    mutating func run() async {
        do {
            // Not metered: what a trial meets says nothing about the connection that is in use.
            let system = try await services.connections.caseSystem(for: settings)
            guard let description = try await signIn(system) else { return }
            guard let catalog = try await readCatalog(system, description) else { return }
            await tryRows(system, catalog)
            await removeRows(system)
        } catch {
            fail("Address", error)
        }
    }

    private mutating func signIn(_ system: any CaseSystem) async throws -> CaseSystemDescription? {
        let description: CaseSystemDescription
        do {
            description = try await system.describe()
        } catch {
            let title =
                switch error {
                case .signInRefused: "Sign in"
                case .denied, .rejected: "Read what the site offers"
                default: "Reach the site"
                }
            fail(title, error)
            return nil
        }
        pass("Sign in", "The site took the credentials.")
        pass(
            "Find the services",
            description.flavour == "framework"
                ? "They are below /0 (.NET Framework)." : "They are at the root (.NET).")
        for (object, column) in [("Case", "Subject"), ("Activity", "CaseId"), ("Contact", "MobilePhone")]
        where !description.columns.isEmpty && !description.has(column, in: object)
            && description.columns[object] != nil
        {
            return missing(column, in: object)
        }
        guard let columns = description.columns["Case"]?.count else { return missing("Subject", in: "Case") }
        pass("Read what the site offers", "Case has \(columns) columns.")
        return description
    }

    private mutating func missing(_ column: String, in object: String) -> CaseSystemDescription? {
        steps.append(
            .init(
                title: "Read what the site offers", outcome: .failed,
                words:
                    "\(object).\(column) is not there: install case management (Service) in Creatio, and let the "
                    + "integration user read \(object)."))
        return nil
    }

    private mutating func readCatalog(
        _ system: any CaseSystem, _ description: CaseSystemDescription
    ) async throws -> CaseCatalog? {
        let title = "Statuses, origin and categories"
        do {
            let catalog = try await CatalogReader(services: services).catalog(
                of: system, described: description, for: settings)
            let final = (catalog.lookups["CaseStatus"] ?? []).filter { $0.flags.contains("IsFinal") }
            let names = final.map(\.name).joined(separator: ", ")
            pass(
                title,
                "Final statuses: \(names.isEmpty ? "none" : names). The origin “\(settings.origin)” and the categories "
                    + "“\(CreatioSettings.transcriptCategory)” and “\(settings.replies.category)” are there.")
            return catalog
        } catch CaseSystemFailure.denied(let object, "add", let reason) {
            let value = object == "CaseOrigin" ? settings.origin : settings.replies.category
            steps.append(
                .init(
                    title: title, outcome: .failed,
                    words: "\(reason). Or add the value “\(value)” to the lookup \(object) yourself."))
        } catch {
            fail(title, error)
        }
        return nil
    }

    // MARK: Test rows

    private mutating func tryRows(_ system: any CaseSystem, _ catalog: CaseCatalog) async {
        let trial = services.random.identifier()
        func id(_ object: String) -> String { DerivedID.make("trial/\(trial)/\(object)") }
        let name = "Casewire connection test"
        var caseValues: RowValues = [
            "Subject": .text(name), "Symptoms": .text("Made and removed by Test & save."),
            "ContactId": .id(id("Contact")),
        ]
        if let origin = catalog.origin { caseValues["OriginId"] = .id(origin) }
        let now = services.clock.now()
        let activity: RowValues = [
            "Title": .text(name), "DetailedResult": .text(name), "Notes": .text(name),
            "CaseId": .id(id("Case")),
            "ContactId": .id(id("Contact")), "TypeId": .id(catalog.taskType), "StartDate": .moment(now),
            "DueDate": .moment(now), "ActivityCategoryId": .id(catalog.transcriptCategory),
            "StatusId": .id(catalog.finished), "ShowInScheduler": .flag(false),
        ]
        let rows: [(object: String, values: RowValues, edit: RowValues)] = [
            ("Contact", ["Name": .text(name)], ["JobTitle": .text("Test, edited")]),
            ("Case", caseValues, ["Subject": .text("\(name), edited")]),
            ("Activity", activity, ["Title": .text("\(name), edited")]),
        ]
        guard await canRead("ContactCommunication", ["Id", "Number", "SearchNumber"], system) else { return }
        for row in rows {
            let added = RowChange(.create, row.object, id: id(row.object), values: row.values)
            guard await tryRow(added, edit: row.edit, system) else { return }
        }
    }

    private mutating func canRead(_ object: String, _ columns: [String], _ system: any CaseSystem) async
        -> Bool
    {
        do {
            _ = try await system.read([RowQuery(object, where: nil, columns: columns, limit: 1)])
            pass("\(object): read", "Contacts are found by their phone.")
            return true
        } catch {
            fail("\(object): read", error)
            return false
        }
    }

    /// Adds, edits and reads one test row.
    private mutating func tryRow(_ added: RowChange, edit: RowValues, _ system: any CaseSystem) async -> Bool
    {
        let title = "\(added.object): add, edit, read"
        do {
            let changed = RowChange(.update, added.object, id: added.id, values: edit)
            let outcomes = try await system.write([added, changed])
            if case .done? = outcomes.first { made.append(added) }
            for case .failed(let failure) in outcomes { throw failure }
            let query = RowQuery(
                added.object, where: .equal("Id", .id(added.id)), columns: edit.keys.sorted(), limit: 1)
            guard let read = try await system.read([query]).first?.first else {
                throw CaseSystemFailure.rejected(
                    reason:
                        "The row that was just added to \(added.object) cannot be seen: look at Object permissions → "
                        + "\(added.object) → records in Creatio, and let its creator read them.")
            }
            if edit.allSatisfy({ read[$0.key] == $0.value }) {
                pass(title, "A test row was added, edited and read.")
            } else {
                let columns = edit.keys.sorted().joined(separator: ", ")
                steps.append(
                    .init(
                        title: title, outcome: .warned,
                        words:
                            "A change of \(columns) was accepted and is not there: a business rule or process undoes it."
                    ))
            }
            return true
        } catch {
            // An unclear outcome may have left the row behind.
            if !made.contains(added), case CaseSystemFailure.unavailable = error { made.append(added) }
            fail(title, error)
            return false
        }
    }

    /// Removes the test rows, the last first. Casewire itself removes nothing, so that a missing right is a warning.
    private mutating func removeRows(_ system: any CaseSystem) async {
        guard !made.isEmpty else { return }
        var left: [String] = []
        var reason = ""
        for row in made.reversed() {
            do {
                let outcomes = try await system.write([
                    RowChange(.delete, row.object, id: row.id, values: [:])
                ])
                for case .failed(let failure) in outcomes {
                    if case .notFound = failure { continue }
                    throw failure
                }
            } catch {
                left.append(row.object)
                if reason.isEmpty { reason = (error as? CaseSystemFailure)?.words ?? "\(error)" }
            }
        }
        guard !left.isEmpty else { return pass("Remove the test rows", "They are gone.") }
        steps.append(
            .init(
                title: "Remove the test rows", outcome: .warned,
                words:
                    "The test rows named “Casewire connection test” stay in \(left.joined(separator: ", ")); remove them by "
                    + "hand. Casewire works without this right. \(reason)"))
    }

    // MARK: Steps

    private mutating func pass(_ title: String, _ words: String) {
        steps.append(.init(title: title, outcome: .passed, words: words))
    }

    private mutating func fail(_ title: String, _ error: any Error) {
        steps.append(
            .init(
                title: title, outcome: .failed, words: (error as? CaseSystemFailure)?.words ?? "\(error)"))
    }
}
