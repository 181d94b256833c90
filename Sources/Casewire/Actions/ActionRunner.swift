import CasewireStorage

/// Makes the calls that a model asks for in a turn: looked at, once for the same arguments, and each on the timeline.
struct ActionRunner: Sendable {
    enum Outcome: Sendable, Hashable {
        case answered(ToolResult)
        /// No such tool, arguments that do not fit, or a call that failed; the model is told.
        case problem(ToolResult)
        /// Something may have been changed, and nobody knows: not repeated.
        case unknown(String)
    }

    let actions: [HTTPAction]
    let session: Session
    let turn: Int
    let phone: String
    let services: Services

    var definitions: [ToolDefinition] {
        actions.map { ToolDefinition(name: $0.name, description: $0.description, schema: $0.schema.shown) }
    }

    /// - Parameter deadline: when the customer's patience ends.
    func run(_ call: ToolCall, until deadline: Timestamp) async throws -> Outcome {
        guard let action = actions.first(where: { $0.name == call.name }) else {
            return try await refuse(
                "There is no tool “\(call.name.prefix(60))”.", of: "an unknown tool", shown: nil)
        }
        let arguments: [String: JSONValue]
        do { arguments = try action.schema.check(call.arguments) } catch {
            return try await refuse(error.description, of: action.name, shown: nil)
        }
        let shown = action.schema.masked(arguments)
        let hash = services.vault.hash(JSONValue.object(arguments).plain)
        let made = ActionCall(session: session.id, turn: turn, action: action.name, arguments: hash)
        let request: ActionRequest
        do {
            request = try action.request(
                arguments, for: HTTPAction.Caller(phone: phone, ticket: session.ticket),
                key: made.key(services.vault), timeout: .seconds(action.timeoutSeconds))
        } catch {
            return try await refuse(error.words, of: action.name, shown: shown)
        }
        let started = services.clock.now()
        let before = try await services.database.write { try $0.begin(made, at: started) }
        if let before, let kept = try await outcome(of: before, action, made, shown: shown) { return kept }
        return try await make(made, request, action, shown: shown, until: deadline)
    }

    /// What came of the same call before; nil where it may be made again.
    private func outcome(
        of before: (state: ActionCall.State, status: Int?, result: String?), _ action: HTTPAction,
        _ made: ActionCall,
        shown: String
    ) async throws -> Outcome? {
        switch before.state {
        case .done: return .answered(.answer(status: before.status ?? 0, content: before.result ?? ""))
        case .failed:
            return .problem(
                before.status.map { .answer(status: $0, content: before.result ?? "") }
                    ?? .problem(before.result ?? "The call failed."))
        case .unknown: return .unknown(before.result ?? "")
        case .calling:
            guard !action.template.method.isSafe else { return nil }
            let words = "The call was cut short, and may have been carried out."
            try await keep(
                made, .unknown, status: nil, result: words,
                title: "\(action.name) may have been carried out.",
                details: ["arguments": shown, "problem": words])
            return .unknown(words)
        }
    }

    private func make(
        _ made: ActionCall, _ request: ActionRequest, _ action: HTTPAction, shown: String,
        until deadline: Timestamp
    ) async throws -> Outcome {
        let began = services.clock.now()
        let answer = await tried(request, isSafe: action.template.method.isSafe, until: deadline)
        var details = [
            "arguments": shown, "milliseconds": "\((services.clock.now() - began).inMilliseconds)",
        ]
        switch answer {
        case .success(let answer):
            details["status"] = "\(answer.status)"
            let content = action.hidingSecret(in: String(decoding: answer.content, as: UTF8.self))
            let isDone = (200..<300).contains(answer.status)
            if !isDone, !action.template.method.isSafe, Self.leavesOpen(answer.status) {
                let words = "The host failed (\(answer.status)), and may have carried it out."
                details["problem"] = words
                try await keep(
                    made, .unknown, status: answer.status, result: words,
                    title: "\(action.name) may have been carried out.", details: details)
                return .unknown(words)
            }
            try await keep(
                made, isDone ? .done : .failed, status: answer.status, result: content,
                title: "Called \(action.name): \(answer.status).", details: details)
            let result = ToolResult.answer(status: answer.status, content: content)
            return isDone ? .answered(result) : .problem(result)
        case .failure(let failure):
            details["problem"] = failure.words
            // What was answered and is not taken, such as a redirection, may have been carried out as well.
            if !failure.isHarmless, !action.template.method.isSafe {
                try await keep(
                    made, .unknown, status: nil, result: failure.words,
                    title: "\(action.name) may have been carried out.", details: details)
                return .unknown(failure.words)
            }
            try await keep(
                made, .failed, status: nil, result: failure.words, title: "Calling \(action.name) failed.",
                details: details)
            return .problem(.problem(failure.words))
        }
    }

    /// Two tries for what may be asked twice, one for what changes something.
    private func tried(
        _ request: ActionRequest, isSafe: Bool, until deadline: Timestamp
    ) async -> Result<ActionAnswer, ActionFailure> {
        var last = Result<ActionAnswer, ActionFailure>.failure(
            .notSent(reason: "The customer waited too long for it."))
        for _ in 0..<(isSafe ? 2 : 1) {
            let left = deadline - services.clock.now()
            guard left > .zero else { return last }
            do {
                let answer = try await services.connections.actions.call(request.within(left))
                last = .success(answer)
                if answer.status < 500 { return last }
            } catch {
                last = .failure(error)
                if case .refused = error { return last }
            }
        }
        return last
    }

    /// Whether a failure leaves open what was done: all of the host's own but "not implemented" and "come later" (RFC 9110, 15.6).
    private static func leavesOpen(_ status: Int) -> Bool {
        status >= 500 && status != 501 && status != 503
    }

    private func refuse(_ words: String, of name: String, shown: String?) async throws -> Outcome {
        let now = services.clock.now()
        try await services.database.write { [session] transaction in
            try transaction.record(
                .action, "Did not call \(name).",
                details: ["problem": words, "arguments": shown].compactMapValues(\.self),
                in: session.id, at: now)
        }
        return .problem(.problem(words))
    }

    private func keep(
        _ made: ActionCall, _ state: ActionCall.State, status: Int?, result: String, title: String,
        details: [String: String]
    ) async throws {
        let now = services.clock.now()
        try await services.database.write { [session] transaction in
            try transaction.finish(made, state, status: status, result: result, at: now)
            try transaction.record(.action, title, details: details, in: session.id, at: now)
        }
    }
}

extension ActionRequest {
    /// The same call, with no more time than is left.
    fileprivate func within(_ left: Duration) -> ActionRequest {
        ActionRequest(
            method: method, url: url, host: host, headers: headers, body: body,
            allowsPrivateHost: allowsPrivateHost,
            timeout: min(timeout, left))
    }
}
