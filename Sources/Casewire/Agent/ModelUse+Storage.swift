package import CasewireStorage

/// What a hosted model took since a day.
package struct ModelUse: Sendable, Hashable {
    package let calls: Int
    /// Those among them that gave nothing usable.
    package let failures: Int
    package let usage: ModelUsage
    /// In millionths of the currency that prices were given in; 0 without prices.
    package let costMicros: Int

    static let none = ModelUse(calls: 0, failures: 0, usage: .none, costMicros: 0)

    static func + (one: ModelUse, other: ModelUse) -> ModelUse {
        ModelUse(
            calls: one.calls + other.calls, failures: one.failures + other.failures,
            usage: ModelUsage(
                inputTokens: one.usage.inputTokens + other.usage.inputTokens,
                outputTokens: one.usage.outputTokens + other.usage.outputTokens),
            costMicros: one.costMicros + other.costMicros)
    }
}

extension Snapshot {
    /// What hosted models took in the days from that of `moment` on (UTC).
    package func modelUse(since moment: Timestamp) throws -> ModelUse {
        try modelUses(since: moment).values.reduce(ModelUse.none) { $0 + $1 }
    }

    /// The same for each model by its name.
    package func modelUses(since moment: Timestamp) throws -> [String: ModelUse] {
        let found = try rows(
            """
            SELECT model, CAST(SUM(calls) AS BIGINT) AS calls, CAST(SUM(failures) AS BIGINT) AS failures,
                CAST(SUM(input_tokens) AS BIGINT) AS input, CAST(SUM(output_tokens) AS BIGINT) AS output,
                CAST(SUM(cost_micros) AS BIGINT) AS cost
            FROM model_use WHERE day >= \(moment.day) GROUP BY model
            """
        ).map { row -> (String, ModelUse) in
            let usage = ModelUsage(inputTokens: try row["input"], outputTokens: try row["output"])
            return (
                try row["model"],
                ModelUse(
                    calls: try row["calls"], failures: try row["failures"], usage: usage,
                    costMicros: try row["cost"])
            )
        }
        return Dictionary(found) { first, _ in first }
    }
}

extension Transaction {
    func count(_ usage: ModelUsage, of endpoint: ModelEndpoint, failed: Bool, at now: Timestamp) throws {
        try execute(
            """
            INSERT INTO model_use (day, model, calls, failures, input_tokens, output_tokens, cost_micros)
            VALUES (\(now.day), \(endpoint.name), 1, \(failed ? 1 : 0), \(usage.inputTokens), \(usage.outputTokens),
                \(endpoint.costMicros(of: usage)))
            ON CONFLICT (day, model) DO UPDATE SET
                calls = model_use.calls + 1, failures = model_use.failures + excluded.failures,
                input_tokens = model_use.input_tokens + excluded.input_tokens,
                output_tokens = model_use.output_tokens + excluded.output_tokens,
                cost_micros = model_use.cost_micros + excluded.cost_micros
            """)
    }
}

extension Timestamp {
    /// The day in UTC, counted from 1970-01-01.
    fileprivate var day: Int { Int((Double(milliseconds) / 86_400_000).rounded(.down)) }
}
