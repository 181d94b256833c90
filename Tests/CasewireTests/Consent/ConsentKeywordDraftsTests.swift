import Testing

@testable import Casewire

struct ConsentKeywordDraftsTests {
    @Test(arguments: [
        ("Reply YES to confirm your address.", "YES"),
        ("Please reply yes if you want a refund", "yes"),
        ("Should I cancel it? Text CANCEL and I will.", "CANCEL"),
        ("Just answer with \"yes\" or \"no\".", "yes"),
        ("Would you like that? (Yes/No)", "Yes"),
        ("Is that right, yes or no?", "yes"),
        ("Reply 1 or END", "END"),
        ("Reply with the word 'quit' to leave the queue.", "quit"),
        ("To cancel your order, reply CANCEL.", "CANCEL"),
        ("Reply STOP to halt the delivery", "STOP"),
        ("Responda CANCELAR para anular el pedido", "CANCELAR"),
        ("Répondez ANNULER pour annuler la commande", "ANNULER"),
        ("Antworten Sie mit ENDE, um zu bestätigen", "ENDE"),
        ("Responda SAIR para fechar o pedido", "SAIR"),
        ("Reply START to begin the return", "START"),
        ("Send HELP and I will call you", "HELP"),
    ])
    func `a draft that asks for a keyword is found out`(draft: String, word: String) {
        #expect(ConsentKeyword.wordAskedFor(in: draft) == word)
        #expect(ConsentKeyword.asksForKeyword(in: draft))
    }

    @Test(arguments: [
        "Harbor Outfitters, automated assistant. Reply STOP to opt out.",
        "Reply STOP to unsubscribe, HELP for help.",
        "Text STOP to end messages. Reply START to get texts again.",
        "Responda STOP para darse de baja de los mensajes.",
        "You can cancel your order until it ships.",
        "Text us to cancel your order.",
        "Yes, we do deliver there.",
        "We'll send help soon.",
        "Please reply with your order number.",
        "Reply C to cancel or K to keep it.",
        "I can start a return for you. Which item is it?",
        "Your subscription will end on May 1.",
        "Stop by the store any time.",
        "Our reply: yes we can.",
        "They will answer yes-no questions.",
        "",
    ])
    func `a draft that only uses such words is not`(draft: String) {
        #expect(ConsentKeyword.wordAskedFor(in: draft) == nil)
    }
}
