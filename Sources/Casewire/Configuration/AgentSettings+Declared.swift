extension AgentSettings {
    /// As a setup file would say it; what is not set is `null`. In place of a key stands whether one is kept.
    package func declared(openedBy vault: Vault) throws -> JSONValue {
        func text(_ value: String?) -> JSONValue { value.map(JSONValue.text) ?? .null }
        let levels = [
            triggers?.explicitRequest, triggers?.noAnswer, triggers?.frustration, triggers?.modelFailed,
        ]
        let own = zip(AgentDeclaration.triggerKeys, levels).map { ($0, text($1?.rawValue)) }
        return .object([
            "model": try endpoint?.opened(by: vault).declared(as: model)
                ?? .object(["kind": .text(model.rawValue)]),
            "profile": .text(profile),
            "handoff": .object([
                "level": .text(level.rawValue), "triggers": .object(Dictionary(own) { $1 }),
                "topics": .list(topics.map(JSONValue.text)), "notice": text(notice),
                "notice_closed": text(noticeClosed),
                "escalate_after_minutes": .integer(Int64(escalateAfterMinutes ?? Escalation.usualMinutes)),
            ]),
            "hours": hours?.declared ?? .null, "burst_seconds": .number(burstSeconds),
            "resolve_after_minutes": .integer(Int64(resolveAfterMinutes)),
            "threshold": threshold.map(JSONValue.number) ?? .null, "memory": .flag(remembers),
            "csat": satisfaction.map {
                .object(["question": text($0.question), "thanks": text($0.thanks)])
            } ?? .null,
        ])
    }
}

extension ModelEndpoint {
    fileprivate func declared(as kind: AgentSettings.Model) -> JSONValue {
        .object([
            "kind": .text(kind.rawValue), "url": .text(url), "name": .text(name),
            "has_api_key": .flag(key != nil), "timeout_seconds": .number(timeoutSeconds),
            "context_tokens": .integer(Int64(contextTokens)),
            "input_price": inputPrice.map(JSONValue.number) ?? .null,
            "output_price": outputPrice.map(JSONValue.number) ?? .null,
        ])
    }
}
