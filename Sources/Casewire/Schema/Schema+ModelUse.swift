import CasewireStorage

extension Schema {
    /// What hosted models took, a row a day and model.
    static let modelUse: @Sendable (Dialect) -> [String] = { _ in
        [
            """
            CREATE TABLE model_use (
                day BIGINT NOT NULL,
                model TEXT NOT NULL,
                calls BIGINT NOT NULL,
                failures BIGINT NOT NULL,
                input_tokens BIGINT NOT NULL,
                output_tokens BIGINT NOT NULL,
                cost_micros BIGINT NOT NULL,
                PRIMARY KEY (day, model)
            )
            """
        ]
    }
}
