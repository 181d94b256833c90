import CasewireStorage

extension Snapshot {
    /// What was counted of days, the oldest first; days that were not counted yet are left out.
    package func figures(of days: [FigureDay]) throws -> [DayFigures] {
        guard let first = days.first, let last = days.last else { return [] }
        let known = try countedDays(from: first, to: last)
        var found = Dictionary(
            uniqueKeysWithValues: days.filter { known[$0.name] != nil }.map { ($0.name, DayFigures(day: $0)) }
        )
        let counts = try rows(
            "SELECT * FROM figure WHERE day >= \(first.name) AND day <= \(last.name)")
        for row in counts {
            // A topic of a newer version is none of ours.
            let word: String = try row["topic"]
            guard let topic = FigureTopic(rawValue: word) else { continue }
            let day: String = try row["day"]
            found[day]?.add(try row["count"], to: topic, try row["name"])
        }
        return days.compactMap { found[$0.name] }
    }

    /// When days were counted last, by their names.
    package func countedDays(from first: FigureDay, to last: FigureDay) throws -> [String: Timestamp] {
        let found = try rows(
            "SELECT day, counted_at FROM figure_day WHERE day >= \(first.name) AND day <= \(last.name)"
        ).map { row -> (String, Timestamp) in (try row["day"], try row["counted_at"]) }
        return Dictionary(found) { first, _ in first }
    }

    /// When the first session began; nil where there is none.
    func firstSessionAt() throws -> Timestamp? {
        try rows("SELECT MIN(created_at) AS moment FROM session").first.flatMap { try $0["moment"] }
    }
}

extension Transaction {
    /// Puts a day's figures in the place of what was counted of it before.
    func save(_ figures: DayFigures, at now: Timestamp) throws {
        try execute("DELETE FROM figure WHERE day = \(figures.day.name)")
        for (topic, counts) in figures.counts {
            for (name, count) in counts {
                try execute(
                    """
                    INSERT INTO figure (day, topic, name, count)
                    VALUES (\(figures.day.name), \(topic), \(name), \(count))
                    """)
            }
        }
        try execute(
            """
            INSERT INTO figure_day (day, counted_at) VALUES (\(figures.day.name), \(now))
            ON CONFLICT (day) DO UPDATE SET counted_at = excluded.counted_at
            """)
    }

    /// Another time zone has other days: all are counted anew. False where the zone is the one that was counted in.
    @discardableResult
    func beginFigures(in timezone: String, at now: Timestamp) throws -> Bool {
        guard try setting("figures.timezone", as: String.self) != timezone else { return false }
        try execute("DELETE FROM figure")
        try execute("DELETE FROM figure_day")
        try saveSetting("figures.timezone", timezone, at: now)
        return true
    }
}
