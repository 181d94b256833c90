import CasewireSandbox

/// The sites that the client has to get along with: each way in, each thing that nobody could confirm alone, and each two of them
/// together.
struct SwitchMatrix {
    /// One thing that is not known of real sites, or differs between them, set otherwise than by default.
    struct Variation: Sendable {
        let name: String
        /// Whether only a business process shows it.
        var isOfProcesses = false
        let set: @Sendable (inout CreatioSwitches) -> Void
    }

    /// A site to try.
    struct Cell: Sendable {
        let name: String
        let way: SandboxBench.Way
        let variations: [Variation]

        var switches: CreatioSwitches {
            var switches = CreatioSwitches()
            for variation in variations { variation.set(&switches) }
            return switches
        }

        var usesProcesses: Bool { variations.contains(where: \.isOfProcesses) }
    }

    /// What "Still unknown" lists, by its number.
    static let unknown: [Variation] = [
        Variation(name: "1 duplicate id 400") { $0.duplicateIdStatus = 400 },
        Variation(name: "2 CSRF refusal a page") { $0.csrfBody = .page },
        Variation(name: "2 no right 500") { $0.noRightsStatus = 500 },
        Variation(name: "3 missing id 204") { $0.missingIdStatus = 204 },
        Variation(name: "4 .NET takes /0") { $0.netAcceptsPrefix = true },
        Variation(name: "5 Prefer obeyed") { $0.preferReturn = true },
        Variation(name: "6 long text cut") { $0.longText = .cut },
        Variation(name: "7 process zero GUID", isOfProcesses: true) { $0.processEmpty = .zero },
        Variation(name: "7 process {GUID}", isOfProcesses: true) { $0.processGuids = .braces },
        Variation(name: "7 process broken JSON", isOfProcesses: true) { $0.processBody = .unescaped },
        Variation(name: "8 no Exception") { $0.signInException = false },
        Variation(name: "9 no two-step filter") { $0.twoStepFilters = false },
        Variation(name: "10 groups not atomic") { $0.atomicGroups = false },
        Variation(name: "11 other id of Low") { $0.lowPriorityId = "0a0a0a0a-f46b-1410-ee8c-0050ba5d6c38" },
        Variation(name: "12 nextLink, 5 rows") {
            $0.nextLink = true
            $0.maxRows = 5
        },
        Variation(name: "13 token error odd") { $0.tokenError = .message },
        Variation(name: "14 services count") { $0.countsServices = true },
        Variation(name: "15 required, German") { $0.requiredText = "Das Feld {column} muss gefüllt sein" },
    ]

    /// Differences that are known; they are tried in pairs alone.
    static let known: [[Variation]] = [
        [Variation(name: "MSSQL") { $0.database = .mssql }],
        [
            Variation(name: "expiry 401") { $0.expiry = .unauthorized },
            Variation(name: "expiry redirect") { $0.expiry = .redirect },
            Variation(name: "expiry page") { $0.expiry = .page },
        ],
        [Variation(name: "no CSRF") { $0.csrf = false }],
        [Variation(name: "refused token bare") { $0.refusedTokenBody = false }],
        [Variation(name: "case matters") { $0.ignoreCase = false }],
        [Variation(name: "no system tables") { $0.systemTables = false }],
        [Variation(name: "404 a page") { $0.missingSet = .html }],
        [Variation(name: "no reminders") { $0.reminderColumns = false }],
        [Variation(name: "error after insert") { $0.errorAfterInsert = ["Case"] }],
        [Variation(name: "unknown in PATCH ignored") { $0.unknownInPatch = .ignore }],
    ]

    static let mostCells = 100

    /// Each way by itself, and with each unknown alone.
    static var singles: [Cell] {
        let rows = [("as documented", [])] + unknown.map { ($0.name, [$0]) }
        return rows.flatMap { name, variations in
            SandboxBench.Way.all.map { Cell(name: name, way: $0, variations: variations) }
        }
    }

    /// Rows in which any two values of any two factors meet: the way in, and each difference.
    static var pairs: [Cell] {
        let factors = unknown.map { [$0] } + known
        let levels = [SandboxBench.Way.all.count] + factors.map { $0.count + 1 }
        return CoveringRows.pairwise(levels).enumerated().map { number, row in
            let variations = zip(factors, row.dropFirst()).compactMap { factor, level in
                level == 0 ? nil : factor[level - 1]
            }
            return Cell(
                name: "pair row \(number + 1)", way: SandboxBench.Way.all[row[0]], variations: variations)
        }
    }
}

/// Rows of levels in which each two levels of each two factors meet at least once, found greedily and the same each time.
enum CoveringRows {
    /// A level of a factor.
    private struct Choice: Hashable {
        let factor: Int
        let level: Int
    }

    static func pairwise(_ levels: [Int]) -> [[Int]] {
        var open = allPairs(levels)
        var rows: [[Int]] = []
        while let seed = first(of: open) {
            var row = [Int?](repeating: nil, count: levels.count)
            row[seed[0].factor] = seed[0].level
            row[seed[1].factor] = seed[1].level
            for factor in levels.indices where row[factor] == nil {
                let gains = (0..<levels[factor]).map { level in
                    row.indices.count { other in
                        guard let chosen = row[other] else { return false }
                        return open.contains([
                            Choice(factor: factor, level: level), Choice(factor: other, level: chosen),
                        ])
                    }
                }
                // Levels that gain the same take turns.
                let best = gains.max() ?? 0
                let candidates = gains.indices.filter { gains[$0] == best }
                row[factor] = candidates[(rows.count + factor) % candidates.count]
            }
            let whole = row.compactMap { $0 }
            open.subtract(pairs(in: whole))
            rows.append(whole)
        }
        return rows
    }

    /// The pairs of choices that a row has.
    static func covered(by rows: [[Int]]) -> Int { Set(rows.flatMap { pairs(in: $0) }).count }

    /// How many pairs of choices there are.
    static func all(_ levels: [Int]) -> Int { allPairs(levels).count }

    private static func pairs(in row: [Int]) -> [Set<Choice>] {
        row.indices.flatMap { one in
            row.indices.dropFirst(one + 1).map { other in
                [Choice(factor: one, level: row[one]), Choice(factor: other, level: row[other])]
            }
        }
    }

    private static func allPairs(_ levels: [Int]) -> Set<Set<Choice>> {
        var all: Set<Set<Choice>> = []
        for one in levels.indices {
            for other in levels.indices.dropFirst(one + 1) {
                for level in 0..<levels[one] {
                    for another in 0..<levels[other] {
                        all.insert([Choice(factor: one, level: level), Choice(factor: other, level: another)])
                    }
                }
            }
        }
        return all
    }

    /// The same pair each time, whatever the order of a set.
    private static func first(of open: Set<Set<Choice>>) -> [Choice]? {
        open.map { $0.sorted { ($0.factor, $0.level) < ($1.factor, $1.level) } }.min {
            let one = $0.map { [$0.factor, $0.level] }.flatMap { $0 }
            let other = $1.map { [$0.factor, $0.level] }.flatMap { $0 }
            return one.lexicographicallyPrecedes(other)
        }
    }
}
