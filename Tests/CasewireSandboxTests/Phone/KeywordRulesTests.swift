import CasewireSandbox
import Testing

@Suite struct KeywordRulesTests {
    @Test(arguments: [
        ("STOP", CarrierNumber.SenderType.longCode, KeywordRules.Meaning?.some(.stop)),
        (" stop\n", .longCode, .stop), ("StopAll", .longCode, .stop), ("unsubscribe", .longCode, .stop),
        ("CANCEL", .longCode, .stop), ("end", .longCode, .stop), ("QUIT", .longCode, .stop),
        ("revoke", .longCode, .stop), ("optout", .longCode, .stop),
        ("STOP PLEASE", .longCode, nil), ("stop.", .longCode, nil), ("cancel my order", .longCode, nil),
        ("", .longCode, nil),
        ("START", .longCode, .start), ("yes", .longCode, .start), ("UNSTOP", .longCode, .start),
        ("HELP", .longCode, .help), ("info", .longCode, .help),
        ("STOP", .tollFree, .stop), ("CANCEL", .tollFree, nil), ("END", .tollFree, nil),
        ("START", .tollFree, .start), ("UNSTOP", .tollFree, .start), ("YES", .tollFree, nil),
        ("HELP", .tollFree, .help),
        ("STOP", .shortCode, nil), ("START", .shortCode, nil), ("HELP", .shortCode, nil),
        ("STOP", .advanced, .stop), ("YES", .advanced, .start), ("INFO", .advanced, .help),
    ])
    func `a keyword means what it means for the kind of sender`(
        body: String, sender: CarrierNumber.SenderType, meaning: KeywordRules.Meaning?
    ) {
        #expect(KeywordRules.meaning(of: body, to: sender) == meaning)
    }

    @Test func `only the first STOP is answered, and HELP not after it`() {
        #expect(
            KeywordRules.outcome(of: "STOP", to: .longCode, isBlocked: false).answer?.contains("START")
                == true)
        #expect(KeywordRules.outcome(of: "STOP", to: .longCode, isBlocked: true).answer == nil)
        #expect(KeywordRules.outcome(of: "HELP", to: .longCode, isBlocked: false).answer != nil)
        #expect(KeywordRules.outcome(of: "HELP", to: .longCode, isBlocked: true).answer == nil)
        #expect(KeywordRules.outcome(of: "START", to: .longCode, isBlocked: true).answer != nil)
        #expect(KeywordRules.outcome(of: "YES", to: .longCode, isBlocked: false).answer == nil)
    }

    @Test func `only Advanced Opt-Out tells the webhook what it did`() {
        #expect(KeywordRules.outcome(of: "quit", to: .advanced, isBlocked: false).optOutType == "STOP")
        #expect(KeywordRules.outcome(of: "quit", to: .longCode, isBlocked: false).optOutType == nil)
        #expect(KeywordRules.outcome(of: "hello", to: .advanced, isBlocked: false).optOutType == nil)
    }

    @Test func `a toll-free number is answered for by the network`() {
        let outcome = KeywordRules.outcome(of: "stop", to: .tollFree, isBlocked: false)
        #expect(outcome.answer?.hasPrefix("NETWORK MSG:") == true)
        #expect(outcome.block == true)
    }
}
