/// Words about passwords in English, Spanish, French, German and Portuguese, without accents and capitals.
enum PasswordWords {
    enum Kind {
        /// Any word after it may be one.
        case password
        /// The word means other things, too, so only what looks like a password is one.
        case ambiguous
        /// Digits alone.
        case pin
    }

    static let nouns: [String: Kind] = [
        "password": .password, "pass word": .password, "passwd": .password, "passcode": .password,
        "passphrase": .password,
        "pwd": .password, "pw": .password, "pass": .ambiguous, "pin": .pin, "pin code": .pin,
        "contrasena": .password, "clave": .ambiguous, "clave de acceso": .password,
        "mot de passe": .password, "mdp": .password, "code secret": .ambiguous, "code pin": .pin,
        "passwort": .password, "kennwort": .password,
        "one time code": .pin, "one time password": .password, "verification code": .pin,
        "security code": .pin, "login code": .pin,
        "access code": .pin, "otp": .pin, "cvv": .pin, "cvc": .pin, "cvv2": .pin,
        "codigo de verificacion": .pin, "codigo de seguridad": .pin, "code de verification": .pin,
        "code de securite": .pin,
        "bestatigungscode": .pin, "sicherheitscode": .pin, "prufziffer": .pin, "codigo de verificacao": .pin,
        "codigo de seguranca": .pin,
        "senha": .password, "palavra passe": .password, "palavra chave": .ambiguous,
    ]

    /// A text without any of these holds no such word.
    static let signs = [
        "pass", "pw", "pin", "contrasena", "clave", "code", "mdp", "kennwort", "senha", "palavra", "codigo",
        "otp", "cv",
        "prufziffer",
    ]

    static let links: Set<String> = [
        "is", "was", "it s", "es", "era", "fue", "est", "etait", "c est", "ist", "war", "lautet", "heisst",
        "eh",
        "foi", "reads",
    ]
    /// As they are written, in small letters.
    static let marks: Set<String> = [":", "=", "->", "→", "–", "-", "é"]
    /// After these only what looks like a password is one: "changed my password to …".
    static let weakLinks: Set<String> = ["to", "as", "a", "en", "por", "para", "auf", "zu", "mit", "with"]
    static let prepositions: Set<String> = [
        "for", "on", "of", "in", "at", "to", "para", "de", "del", "do", "da", "en", "pour", "du", "sur",
        "fur", "zum", "zur", "vom",
        "von", "beim", "no", "na",
    ]
    static let possessives: Set<String> = [
        "my", "the", "our", "mi", "la", "el", "mon", "ma", "le", "mein", "meine", "das", "unser", "minha",
        "a", "nossa", "new", "old",
        "wifi", "account",
    ]
    static let fillers: Set<String> = [
        "it s", "still", "now", "just", "actually", "currently", "probably", "todavia", "ahora", "siempre",
        "aun", "toujours", "encore",
        "maintenant", "noch", "jetzt", "immer", "ainda", "agora", "sempre",
    ]
    static let units: Set<String> = [
        "characters", "chars", "character", "digits", "letters", "symbols", "words", "years", "months",
        "weeks", "days", "hours",
        "minutes", "times", "caracteres", "digitos", "letras", "anos", "meses", "dias", "veces", "caracteres",
        "chiffres", "lettres",
        "ans", "mois", "jours", "fois", "zeichen", "ziffern", "stellen", "buchstaben", "jahre", "monate",
        "tage", "mal", "vezes",
    ]
    static let conjunctions: Set<String> = [
        "and", "but", "or", "so", "please", "pls", "thanks", "y", "pero", "por", "gracias", "et", "mais",
        "merci", "svp", "und",
        "aber", "bitte", "danke", "e", "mas", "obrigado", "obrigada",
    ]

    /// What people say of a password, so that it is none.
    static let ordinary: Set<String> = Set(
        [english, spanish, french, german, portuguese].flatMap {
            $0.split(whereSeparator: \.isWhitespace).map(String.init)
        })

    private static let english = """
        not no never always wrong incorrect invalid expired expiring working right correct fine ok okay lost gone forgotten locked
        blocked reset changed changing required needed missing unknown rejected refused denied accepted weak strong short long old new
        same different safe unsafe secure insecure compromised hacked stolen leaked failing broken saved set sent empty blank bad good
        there here below above this that it mine yours in on at for to too very so being the an unable impossible case sensitive what
        why how which where when stuck hidden visible private secret confidential out up down done important necessary mandatory
        optional temporary default outdated protected encrypted known shared ready complicated hard easy simple late off disabled
        recognized recognised valid all also only really your my his her their our again back showing doing
        """
    private static let spanish = """
        no incorrecta incorrecto invalida invalido erronea equivocada mala mal caducada vencida bloqueada correcta bien olvidada
        perdida nueva vieja antigua la el una muy demasiado segura insegura debil fuerte corta larga misma obligatoria necesaria temporal
        rechazada robada secreta distinta diferente esa esta eso importante valida
        """
    private static let french = """
        pas incorrect incorrecte invalide faux mauvais errone expire bloque oublie perdu bon correct nouveau ancien trop le la un une
        refuse rejete requis obligatoire necessaire faible fort court long temporaire vole secret different valide celui important
        """
    private static let german = """
        nicht falsch ungultig abgelaufen gesperrt richtig korrekt vergessen weg verloren neu alt zu das mein sicher unsicher schwach
        stark kurz lang notig erforderlich geheim gestohlen geandert zuruckgesetzt kaputt blockiert dasselbe gleich anders gultig
        wichtig da leer
        """
    private static let portuguese = """
        nao incorreta invalida errada expirada bloqueada correta certa esquecida perdida nova antiga velha muito uma segura fraca forte
        curta longa mesma obrigatoria necessaria temporaria recusada roubada secreta diferente essa esta isso importante valida
        """
}
