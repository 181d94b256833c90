import CasewireStorage

/// The files that reps attached to replies, read before the replies are taken.
///
/// A file that cannot be had does not hold its reply up: the reply goes without, and its task says so.
struct ReplyFiles: Sendable {
    struct File: Sendable {
        /// Of its row in Creatio.
        let row: String
        /// As the rep named it.
        let name: String
        let content: Result<[UInt8], Absence>
    }

    struct Absence: Error {
        let reason: String
    }

    /// By activity, in the order of their names.
    private(set) var files: [String: [File]] = [:]
    private let publicURL: String
    private let vault: Vault
    private let carriers: [CarrierDescription]

    init(services: Services) {
        publicURL = services.publicURL
        vault = services.vault
        carriers = services.connections.carriers
    }

    /// Reads the files of those activities that are replies and were not taken before.
    static func read(
        for activities: [ObservedActivity], by rule: ReplyRule, in system: any CaseSystem, services: Services
    ) async throws -> ReplyFiles {
        var found = ReplyFiles(services: services)
        let replies = try await services.database.read { snapshot in
            try activities.filter { activity in
                guard case .send = rule.judge(activity, known: try snapshot.caseRow(activity.id)) else {
                    return false
                }
                return try !snapshot.isTaken(activity.id)
            }
        }
        guard !replies.isEmpty else { return found }
        let query = RowQuery(
            "ActivityFile", where: .any(replies.map { .equal("Activity/Id", .id($0.id)) }),
            columns: ["Id", "ActivityId", "Name", "Size"], limit: Medium.mostOfText * replies.count)
        let rows: [RowValues]
        do {
            rows = try await system.read([query]).first ?? []
        } catch {
            switch error {
            case .unavailable, .overQuota: throw error
            // Without the right to read files there are none.
            case .signInRefused, .denied, .duplicate, .missingReference, .rejected, .notFound: return found
            }
        }
        for row in rows.sorted(by: { ($0.text("Name") ?? "") < ($1.text("Name") ?? "") }) {
            guard let id = row.id("Id"), let activity = row.id("ActivityId") else { continue }
            found.files[activity, default: []].append(await file(id, row, in: system))
        }
        return found
    }

    private static func file(_ id: String, _ row: RowValues, in system: any CaseSystem) async -> File {
        let name = row.text("Name") ?? ""
        func absent(_ reason: String) -> File {
            File(row: id, name: name, content: .failure(Absence(reason: reason)))
        }
        if case .number(let size)? = row["Size"], size > Double(Medium.largestBytes) {
            let words = ByteWords.words(Int(min(size, 1e15)))
            return absent("too large: \(words) of at most \(ByteWords.words(Medium.largestBytes))")
        }
        do {
            let content = try await system.download(
                id, of: "ActivityFile", largestBytes: Medium.largestBytes)
            return File(row: id, name: name, content: .success(content))
        } catch {
            return absent("it could not be read from Creatio")
        }
    }

    // MARK: Taking a reply

    /// What a reply's files become as files of our message, each with an id of its own.
    func planned(for activity: String, random: any RandomSource) -> [Planned] {
        (files[activity] ?? []).prefix(Medium.mostOfText).map { file in
            let id: Medium.ID = random.identifier()
            switch file.content {
            case .failure(let absence): return Planned(id: id, row: file.row, reason: absence.reason)
            case .success(let content):
                let declared = file.name.lowercased().hasSuffix(".csv") ? "text/csv" : ""
                guard let type = MediumType(of: content, declared: declared) else {
                    return Planned(id: id, row: file.row, reason: "its kind is not sent by text")
                }
                return Planned(id: id, row: file.row, kept: (type, content))
            }
        }
    }

    /// A text with the addresses of those files that cannot go along with it.
    func text(
        _ text: String, with files: [Planned], to phone: PhoneNumber, by kind: Number.ProviderKind,
        at now: Timestamp
    ) -> String {
        let kept = files.compactMap { file in
            file.kept.map { (id: file.id, type: $0.type, bytes: $0.content.count) }
        }
        let carrier = carriers.first { $0.kind == kind }
        guard !kept.isEmpty,
            FileCarriage(of: kept.map { ($0.type, $0.bytes) }, by: carrier, to: phone) == .linked
        else { return text }
        let links = kept.map {
            publicURL + FileAddress.path(of: $0.id, as: $0.type, writtenAt: now, vault: vault)
        }
        return ([text] + links).joined(separator: "\n")
    }

    struct Planned: Sendable {
        let id: Medium.ID
        let row: String
        var kept: (type: MediumType, content: [UInt8])?
        /// In words, why it does not go.
        var reason: String?
    }
}

extension Transaction {
    /// Keeps the files of a reply with its message.
    func keep(
        _ files: [ReplyFiles.Planned], of message: Message.ID, in session: Session.ID, at now: Timestamp
    )
        throws
    {
        for (place, file) in files.enumerated() {
            let state: Medium.State = file.kept == nil ? .refused : .kept
            let url = Medium.ofReply + file.row
            let declared = file.kept?.type.rawValue ?? ""
            try execute(
                """
                INSERT INTO medium (id, message_id, session_id, ordinal, url, declared_type, state, type, size, reason,
                    created_at, settled_at)
                VALUES (\(file.id), \(message), \(session), \(place + 1), \(url), \(declared), \(state),
                    \(file.kept?.type), \(file.kept?.content.count), \(file.reason), \(now), \(now))
                """)
            if let content = file.kept?.content { try insertParts(content, of: file.id) }
        }
    }
}

extension Snapshot {
    /// Whether an activity was taken as a reply, and is not to be looked at again unless somebody changes it.
    fileprivate func isTaken(_ activity: String) throws -> Bool {
        try !rows(
            "SELECT 1 AS yes FROM case_reply WHERE activity_id = \(activity) AND outcome <> 'not_sent'"
        ).isEmpty
    }
}
