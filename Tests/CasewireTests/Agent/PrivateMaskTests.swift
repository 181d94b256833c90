import TestSupport
import Testing

@testable import Casewire

@Suite struct PrivateMaskTests {
    /// Numbers that the registry of ISO 13616 gives as examples, and how they stand in texts.
    @Test(arguments: [
        ("DE89 3704 0044 0532 0130 00", "[IBAN ending 3000]"),
        ("my iban is de89370400440532013000 thanks", "my iban is [IBAN ending 3000] thanks"),
        ("refund GB29 NWBK 6016 1331 9268 19 please", "refund [IBAN ending 6819] please"),
        ("FR14 2004 1010 0505 0001 3M02 606.", "[IBAN ending 2606]."),
        ("ES91-2100-0418-4502-0005-1332", "[IBAN ending 1332]"), ("NO9386011117947", "[IBAN ending 7947]"),
        ("IBAN: NL91ABNA0417164300, BIC ABNANL2A", "IBAN: [IBAN ending 4300], BIC ABNANL2A"),
        (
            "MT84 MALT 0110 0001 2345 MTLC AST0 01S or BE68 5390 0754 7034",
            "[IBAN ending 001S] or [IBAN ending 7034]"
        ),
        ("(CH9300762011623852957)", "([IBAN ending 2957])"),
        ("PT50 0002 0123 1234 5678 9015 4", "[IBAN ending 0154]"),
    ])
    func `account numbers are taken out`(_ text: String, _ masked: String) {
        #expect(PrivateMask.mask(text) == masked)
    }

    @Test(arguments: [
        // One digit off, one too many, one too few, two transposed.
        "DE89 3704 0044 0532 0130 02", "DE89 3704 0044 0532 0130 000", "DE89 3704 0044 0532 0130 0",
        "DE89 3704 0044 0532 0103 00",
        // Two blanks, a letter before, a country without such numbers.
        "DE89 3704  0044 0532 0130 00", "XDE89370400440532013000", "US89 3704 0044 0532 0130 00",
        "order DE123456", "GB29 is my seat", "flight NO93 at 8601", "it is 10 EUR", "",
    ])
    func `what only looks like an account number stays`(_ text: String) {
        #expect(PrivateMask.mask(text) == text)
    }

    @Test(arguments: [
        ("my password is hunter2", "my password is [password]"),
        ("Password: Hunter2!", "Password: [password]"),
        ("pw:hunter2 user bob", "pw:[password] user bob"), ("password=hunter2", "password=[password]"),
        ("the password for the portal is hunter2.", "the password for the portal is [password]."),
        (
            "my password is still sunshine, why can't I get in?",
            "my password is still [password], why can't I get in?"
        ),
        ("my password is \"correct horse battery staple\" ok", "my password is \"[password]\" ok"),
        (
            "I changed my password to Tr0ub4dor&3 and now nothing works",
            "I changed my password to [password] and now nothing works"
        ),
        ("hunter2 is my password", "[password] is my password"),
        ("wifi password hunter22 does not work", "wifi password [password] does not work"),
        ("my passcode is 4821", "my passcode is [password]"),
        ("My PIN is 4821, card 4111 1111 1111 1111", "My PIN is [password], card [card ending 1111]"),
        ("password was CorrectHorse", "password was [password]"),
        ("password is correct-horse-battery", "password is [password]"),
        ("mi contraseña es hunter2", "mi contraseña es [password]"),
        ("Contraseña: mariposa", "Contraseña: [password]"),
        ("la clave de acceso para el portal es gato2024", "la clave de acceso para el portal es [password]"),
        ("mi clave es gato2024 y no entra", "mi clave es [password] y no entra"),
        ("mon mot de passe est papillon", "mon mot de passe est [password]"),
        ("Mot de passe : soleil75!", "Mot de passe : [password]"),
        ("mon mdp c'est soleil75", "mon mdp c'est [password]"),
        ("mein Passwort ist Geheim123", "mein Passwort ist [password]"),
        ("das Kennwort für das Konto lautet sommer", "das Kennwort für das Konto lautet [password]"),
        ("sommer22 ist mein Passwort", "[password] ist mein Passwort"),
        ("my new password is Fluffy2019!", "my new password is [password]"),
        ("my one time code is 882211", "my one time code is [password]"),
        ("verification code: 661204", "verification code: [password]"), ("cvv is 123", "cvv is [password]"),
        ("el código de verificación es 4471", "el código de verificación es [password]"),
        ("le code de vérification est 447190", "le code de vérification est [password]"),
        ("der Sicherheitscode ist 4471", "der Sicherheitscode ist [password]"),
        ("o código de segurança é 447", "o código de segurança é [password]"),
        ("minha senha é borboleta", "minha senha é [password]"),
        ("a palavra-passe é gato#99", "a palavra-passe é [password]"),
        ("Senha: 123456", "Senha: [password]"),
    ])
    func `passwords are taken out`(_ text: String, _ masked: String) {
        #expect(PrivateMask.mask(text) == masked)
        #expect(PrivateMask.mask(masked) == masked)
    }

    @Test(arguments: [
        "my password is not working", "my password is wrong", "The password is expired.",
        "I forgot my password",
        "how do I reset my password?", "is my password safe?", "my password is acting up again today",
        "my password is too short", "a password is required to log in",
        "the password is at least 12 characters long",
        "my password is 10 years old", "the password is case-sensitive!", "password reset link please",
        "what is my password",
        "I changed my password to get in", "my pass is blue", "I lost my boarding pass: gate 12",
        "pass me the 2 blue ones",
        "I passed the house at 1200", "the pin is loose", "pin 12 of the plug is broken",
        "my pin code is 10 digits",
        "mi contraseña no funciona", "la contraseña es incorrecta", "la clave es paciencia",
        "olvidé mi contraseña",
        "mon mot de passe est expiré", "mot de passe oublié", "mon mot de passe ne marche pas",
        "mein Passwort ist falsch", "das Passwort ist nicht mehr gültig", "Passwort vergessen",
        "verification code never arrived", "security code please", "my code is SAVE20", "la clave del exito",
        "passwort geht nicht", "is the pin included in the box", "my pin is 12 years old",
        "minha senha está errada", "a senha é inválida", "esqueci a senha",
    ])
    func `what is said of a password stays`(_ text: String) {
        #expect(PrivateMask.mask(text) == text)
    }

    @Test func `people read what came, models and Creatio do not`() async throws {
        let model = ScriptedModel()
        let world = try await World(on: .memory, model: model)
        try await world.connectCreatio()
        let text = "My password is hunter2, my account DE89 3704 0044 0532 0130 00: where is my refund?"
        try await world.converse(text)
        #expect(try await world.messages().first?.text == text)
        let shown = try #require(await model.turns.first?.newTexts.first)
        #expect(shown == "My password is [password], my account [IBAN ending 3000]: where is my refund?")
        let written = String(describing: await world.creatio.tables)
        #expect(written.contains("[IBAN ending 3000]"))
        #expect(!written.contains("hunter2") && !written.contains("0532"))
    }
}
