import CasewireStorage

/// Asks a model for a turn's decision, and makes the calls that it wants on the way: three at most, within the customer's patience.
///
/// The first call that cannot be made or fails is told to the model, so that it may mend it; the second ends the turn.
struct ToolLoop: Sendable {
    enum End: Sendable, Hashable {
        case decision(ModelDecision)
        /// A tool is missing or does not work; in words.
        case stuck(String)
        /// Something may have been changed, and nobody knows.
        case unknown(String)
    }

    struct Asked: Sendable {
        let end: End
        /// With the calls that were made.
        let turn: Turn
        let model: String
        let usage: ModelUsage
        let calls: Int
    }

    static let mostCalls = 3
    private static let mostProblems = 1

    let call: ModelCall
    let runner: ActionRunner

    func decide(_ turn: Turn) async throws -> Asked {
        let deadline = call.clock.now() + ModelCall.patience
        var turn = turn
        var (usage, calls, problems) = (ModelUsage.none, 0, 0)
        while true {
            let answer = try await call.decide(turn, until: deadline)
            usage = usage + answer.usage
            func asked(_ end: End) -> Asked {
                Asked(end: end, turn: turn, model: answer.model, usage: usage, calls: calls)
            }
            guard case .call(let wanted) = answer.decision, !wanted.isEmpty else {
                return asked(.decision(answer.decision))
            }
            var results: [ToolResult] = []
            for tool in wanted {
                guard calls < Self.mostCalls else {
                    return asked(.stuck("the model wanted more than \(Self.mostCalls) calls of tools"))
                }
                calls += 1
                switch try await runner.run(tool, until: deadline) {
                case .answered(let result): results.append(result)
                case .problem(let result):
                    problems += 1
                    guard problems <= Self.mostProblems else {
                        return asked(.stuck("tools could not be called: \(tool.name.prefix(60))"))
                    }
                    results.append(result)
                case .unknown(let words): return asked(.unknown("\(tool.name): \(words)"))
                }
            }
            turn = turn.after(
                turn.steps + [ToolStep(calls: wanted, results: results)], mayCall: calls < Self.mostCalls)
        }
    }
}

extension Services {
    /// What makes the calls of a turn.
    func actionRunner(for context: TurnContext) async throws -> ActionRunner {
        let vault = vault
        let (actions, phone) = try await database.read { snapshot in
            (
                try snapshot.actions(openedBy: vault).filter {
                    // Nobody has decided yet whether a draft is used, so it changes nothing elsewhere.
                    $0.isEnabled && (context.purpose == .answer || $0.template.method.isSafe)
                },
                try snapshot.contact(context.session.contact)?.phone
            )
        }
        return ActionRunner(
            actions: actions, session: context.session, turn: context.answered, phone: phone?.e164 ?? "",
            services: self)
    }
}
