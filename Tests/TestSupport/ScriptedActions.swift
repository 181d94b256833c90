package import Casewire

/// The hosts of actions: answers as it is told, and keeps what was asked.
package actor ScriptedActions: ActionCaller {
    package private(set) var asked: [ActionRequest] = []
    private let answer: @Sendable (ActionRequest, Int) throws(ActionFailure) -> ActionAnswer

    /// - Parameter answer: is told how many calls came before.
    package init(
        _ answer: @escaping @Sendable (ActionRequest, Int) throws(ActionFailure) -> ActionAnswer = {
            _, _ throws(ActionFailure) in
            ActionAnswer(
                status: 200, contentType: "application/json", content: Array(#"{"state":"shipped"}"#.utf8))
        }
    ) {
        self.answer = answer
    }

    package func call(_ request: ActionRequest) async throws(ActionFailure) -> ActionAnswer {
        asked.append(request)
        return try answer(request, asked.count - 1)
    }
}
