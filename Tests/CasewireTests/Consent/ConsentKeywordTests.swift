import Testing

@testable import Casewire

struct ConsentKeywordTests {
    @Test(arguments: [
        "STOP", "stop", " Stop. ", "STOP!!", "\"Stop\"", "Stop 🛑", "S.T.O.P.", "ＳＴＯＰ", "STOPALL", "STOP ALL",
        "stop all.",
        "UNSUBSCRIBE", "Cancel", "END", "quit", "Revoke", "OPTOUT", "OPT OUT", "opt-out", "Remove", "TD",
        "ALTO", "Parar", "PARE", "baja", "Darme de baja", "no más", "ARRET", "Arrêt", "arre\u{302}t",
        "ARRÊTEZ",
        "désabonner", "Abmelden", "STOPP", "abbestellen", "SAIR", "descadastrar", "\nSTOP\n\n",
    ])
    func `an opt-out keyword alone is one, however it is written`(body: String) {
        #expect(ConsentKeyword.match(body) == .optOut)
    }

    @Test(arguments: ["START", "start.", "UNSTOP", "Opt in", "JOIN", "Iniciar", "démarrer", "Começar"])
    func `an opt-in keyword alone is one`(body: String) {
        #expect(ConsentKeyword.match(body) == .optIn)
    }

    @Test(arguments: ["HELP", "help?", "Info", "AYUDA", "información", "aide", "Hilfe!", "ajuda"])
    func `a help keyword alone is one`(body: String) {
        #expect(ConsentKeyword.match(body) == .help)
    }

    @Test(arguments: [
        "", " ", "!!!", "😀", "STOP PLEASE", "stop by the store", "cancel my order", "end of month", "help me",
        "nonstop",
        "yes", "no", "ok", "stop it now", "I quit my job", "started", "information please", "unstoppable",
        "canceled",
        String(repeating: "stop ", count: 40),
    ])
    func `any other text is none`(body: String) {
        #expect(ConsentKeyword.match(body) == nil)
    }

    @Test func `yes lifts a block only where the carrier says so`() {
        #expect(ConsentKeyword.match("Yes!") == nil)
        #expect(ConsentKeyword.match("Yes!", acceptsYes: true) == .optIn)
        #expect(ConsentKeyword.match("Yes please", acceptsYes: true) == nil)
        #expect(ConsentKeyword.match("STOP", acceptsYes: true) == .optOut)
    }
}
