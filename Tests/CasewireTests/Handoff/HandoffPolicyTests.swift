import Testing

@testable import Casewire

@Suite struct HandoffPolicyTests {
    private static let once = HandoffCounts(
        factQuestions: 1, offers: 1, rephraseQuestions: 1, frustrations: 1)
    private static let twice = HandoffCounts(
        factQuestions: 2, offers: 2, rephraseQuestions: 2, frustrations: 2)

    @Test func `a request for a person`() {
        let trigger = HandoffTrigger.explicitRequest(lacksFacts: false)
        #expect(row(trigger) == [.decline, .handOff(.userRequested), .handOff(.userRequested), .offerHelp])
        #expect(row(trigger, Self.once)[3] == .offerHelp)
        #expect(row(trigger, Self.twice)[3] == .handOff(.userRequested))
        #expect(row(trigger, Self.twice)[0] == .decline)
    }

    @Test func `a request for a person while facts are missing`() {
        let trigger = HandoffTrigger.explicitRequest(lacksFacts: true)
        #expect(row(trigger) == [.decline, .handOff(.userRequested), .askForFacts, .offerHelp])
        #expect(row(trigger, Self.once)[2] == .handOff(.userRequested))
        #expect(row(trigger, Self.twice)[3] == .handOff(.userRequested))
    }

    @Test(arguments: [
        (HandoffTrigger.noAnswer, HandoffReason.insufficientKnowledge), (.noTool, .insufficientTools),
    ])
    func `nothing answers`(_ trigger: HandoffTrigger, _ reason: HandoffReason) {
        #expect(row(trigger) == [.sayUnknown, .handOff(reason), .askToRephrase, .askToRephrase])
        #expect(row(trigger, Self.once) == [.sayUnknown, .handOff(reason), .handOff(reason), .askToRephrase])
        #expect(
            row(trigger, Self.twice) == [.sayUnknown, .handOff(reason), .handOff(reason), .handOff(reason)])
    }

    @Test func `frustration`() {
        #expect(row(.frustration) == [.carryOn, .handOff(.frustration), .handOff(.frustration), .carryOn])
        #expect(row(.frustration, Self.once)[3] == .handOff(.frustration))
        #expect(row(.frustration, Self.twice)[0] == .carryOn)
    }

    @Test func `a failing model`() {
        let handOff = HandoffAction.handOff(.modelUnavailable)
        #expect(row(.modelFailed) == [.apologize, handOff, handOff, handOff])
    }

    @Test(arguments: [
        (HandoffTrigger.prohibitedTopic, HandoffReason.prohibitedTopic), (.operator, .operator),
        (.instruction, .instructions),
        (.autopilotOff, .autopilotOff), (.stale, .stale),
    ])
    func `what always goes to people`(_ trigger: HandoffTrigger, _ reason: HandoffReason) {
        #expect(row(trigger) == Array(repeating: .handOff(reason), count: 4))
    }

    @Test func `levels are spelled as in a setup file`() {
        #expect(HandoffLevel.allCases.map(\.rawValue) == ["none", "quick", "balanced", "patient"])
    }

    private func row(_ trigger: HandoffTrigger, _ counts: HandoffCounts = HandoffCounts()) -> [HandoffAction]
    {
        HandoffLevel.allCases.map { HandoffPolicy.decide(trigger, level: $0, counts: counts) }
    }
}
