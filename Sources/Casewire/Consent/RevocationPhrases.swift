/// How people ask for no more texts, by language. All words are folded: lower case, without accents and apostrophes.
enum RevocationPhrases {
    private static func phrases(
        _ patterns: [String], sets: [String: String], unlessAfter: String = "", unlessBefore: String = ""
    ) -> [Phrase] {
        func words(_ list: String) -> Set<String> { Set(list.split(separator: " ").map(String.init)) }
        let sets = sets.mapValues(words)
        return patterns.map {
            Phrase($0, sets: sets, unlessAfter: words(unlessAfter), unlessBefore: words(unlessBefore))
        }
    }

    // MARK: English

    static let english =
        phrases(
            [
                "stop|quit|cease @polite* @texting me|us|this|my|anymore|@polite",
                "stop|quit|cease @polite* @texting $",
                "stop|quit|cease @polite* sending @those* @texts",
                "stop|quit|cease @polite* sending me|us stuff|things|anything|this|these|those $",
                "stop getting|receiving @those* texts|messages|msgs|sms",
                "stop|end|cancel|discontinue|halt @those* texts|messages|msgs|sms|txts @polite|from|to|anymore|me",
                "stop|end|cancel|discontinue|halt @those* texts|messages|msgs|sms|txts $",
                "stop|end|cancel|discontinue @those* text|sms|marketing alerts|notifications|updates|texts|messages",
                "leave me|us alone",
                "opt me|us out",
                "opt out @polite* $",
                "opt out of @those* texts|messages|msgs|sms|this|these|list|everything",
                "opt out from @those* texts|messages|msgs|sms|this|these|list",
                "unsubscribe me|us|@polite* $",
                "unsubscribe me|this|my|number* from @those* texts|messages|msgs|sms|list|this|these|you",
                "remove|delete me|us @polite* $",
                "remove|delete|take me|us|@polite* off|from of? @those* list|lists|texts|messages|sms|database|contacts",
                "remove|delete|take my|this phone|cell|mobile? number off|from|out of? @those* list|lists|texts|messages|system|database",
                "take me|us off @polite* $",
                "lose my number",
                "revoke|withdraw|rescind my|all|any* consent|permission",
                "cease and desist",
                "put|add|place me|us|my|this|number* on|to @those* do|dont not? call|contact|text list|registry",
                "enough with? @those* texts|messages|texting|spam",
            ],
            sets: [
                "polite": polite, "texting": texting, "those": those,
                "texts":
                    "texts messages msgs sms txts spam alerts notifications promos promotions ads marketing",
            ],
            unlessAfter:
                "dont doesnt not never didnt did why if unless wont cant havent hasnt until before when happens",
            unlessBefore: "until unless plan package bundle")
        + phrases(
            [
                "wont|cant|cannot|dont you|u @polite* stop|quit @texting|sending me|us",
                "^ @lead* dont|never @polite* @text me|us|@again* $",
                "^ @lead* do not @polite* @text me|us|@again* $",
                "told|said|asked|repeat|please|pls|plz you? do? dont|not|never to? @polite* @text me|us|@again* $",
            ],
            sets: [
                "polite": polite + " ever", "texting": texting,
                "lead": "please pls plz now kindly just ok okay hi hello hey and so again i said repeat",
                "text": "text message contact txt msg spam bother",
                "again":
                    "again anymore any more ever please pls plz thanks thank you ok okay in the future further at this number",
            ], unlessAfter: "if")
        + phrases(
            [
                "dont|not|longer want|wish|need|like @receiving* texts|messages|msgs|sms|txts|texting",
                "dont|not|longer want|wish to be texted|contacted|messaged|spammed|bothered @polite|anymore|again* $",
                "dont|not|longer want|wish you|u guys|all? to|@texting|@text* me|us",
                "want|wish|receive|send|get no more @those* texts|messages|msgs|sms|txts",
                "^ @polite* no more @those* texts|messages|msgs|sms|txts|texting|messaging from|to|you|me|us|@polite* $",
                "wrong number @polite* stop|remove",
            ],
            sets: [
                "polite": polite, "texting": texting, "those": those,
                "text": "text message contact txt msg spam bother",
                "receiving":
                    "to receive get be getting receiving any more anymore your these those the this of from you such all text sms further additional marketing promotional automated",
            ],
            unlessAfter: "if why", unlessBefore: "deleted lost until before after wrong on at by unless miss")

    private static let polite =
        "please pls plz now kindly just immediately already thanks thank you ok okay right away asap"
    private static let texting =
        "texting messaging contacting spamming bothering harassing txting msging pinging"
    private static let those =
        "the these your my any all those more me us such this of text sms texting mailing contact marketing promotional automated sending getting receiving"

    // MARK: Spanish

    static let spanish =
        phrases(
            [
                "deja|deje|dejen|para|pare|paren|basta ya? de mandarme|enviarme|escribirme|contactarme|molestarme|textearme",
                "deja|deje|dejen|para|pare|paren|basta ya? de mandar|enviar @those* mensajes|textos|sms",
                "no me vuelvan|vuelva|vuelvas a escribir|contactar|mandar|enviar|molestar",
                "no me @write mas|nunca|@please",
                "no me @write @those* mensajes|textos|sms",
                "no quiero|deseo|queremos mas|recibir|que|me|envien|manden|escriban|@those* mensajes|textos|sms",
                "no quiero|deseo que me escriban|escriba|contacten|contacte|molesten|moleste",
                "^ @please* no mas mensajes|textos|sms",
                "darme|dame|deme|denme de baja $",
                "darme|dame|deme|denme|dar de baja de|@those* lista|mensajes|textos|sms",
                "borrame|borrenme|borreme|quitame|quitenme|quiteme|eliminame|eliminenme|elimineme|sacame|saquenme|saqueme de @those* lista|listas",
                "quiten|quite|borren|borre|eliminen|elimine|saquen|saque mi numero de @those* lista|listas|base|sistema",
                "cancelar|cancele|cancelen|cancela|alto|basta a|de|con|@those* mensajes|textos|sms",
                "dejenme|dejeme|dejame en paz",
                "revoco mi consentimiento",
            ],
            sets: [
                "please": "por favor ya",
                "those": "la los las esta estos estas sus tus su tu de mas tantos todos esos mis",
                "write":
                    "escriba escriban escribas envie envien envies mande manden mandes contacte contacten contactes moleste molesten molestes textees texteen",
            ],
            unlessAfter: "si porque nunca", unlessBefore: "hasta antes pedido")
        + phrases(
            ["no me escriban|escriba|escribas|contacten|contacte|contactes|molesten|moleste|molestes $"],
            sets: [:],
            unlessAfter: "si porque que cuando")

    // MARK: French

    static let french =
        phrases(
            [
                "arretez|arrete|arreter|cessez|cesse|cesser de me contacter|texter|harceler|deranger|spammer|embeter",
                "arretez|arrete|arreter|cessez|cesse|cesser de mecrire|mimportuner",
                "arretez|arrete|arreter|cessez|cesse|cesser de? menvoyer|denvoyer @those* messages|textos|sms|ca|cela",
                "arretez|arrete|arreter|cessez|cesse @those* messages|textos|sms",
                "ne me contactez|contacte|textez|texte|derangez|harcelez|recontactez plus",
                "ne mecrivez|mecris|menvoyez|menvoie plus",
                "ne veux|souhaite|desire|voudrais plus @receive* messages|textos|sms|contacte|contactee",
                "veux|souhaite|desire plus recevoir @receive* messages|textos|sms",
                "desabonnez|desinscrivez|desabonne|desinscris moi",
                "retirez|enlevez|supprimez|rayez|effacez|retire|enleve moi de @those* liste|listes|envois|base|fichier",
                "retirez|enlevez|supprimez|effacez mon numero de @those* liste|listes|envois|base|fichier",
                "me desabonner|desinscrire $",
                "me desabonner|desinscrire @those* messages|textos|sms|liste|listes",
                "stop @those* messages|textos|sms",
                "^ @please* plus de messages|textos|sms @please* $",
                "laissez|laisse moi tranquille",
                "retire|revoque|retirer|revoquer mon consentement",
            ],
            sets: [
                "please": "sil vous te plait svp merci maintenant",
                "those": "les des vos ces de aux tous tes votre cette la du a l",
                "receive": "recevoir de vos ces aucun aucuns des les etre que vous menvoyiez tes tous par",
            ],
            unlessAfter: "pas si pourquoi jamais", unlessBefore: "telephone mail email courriel avant jusqua")

    // MARK: German

    static let german =
        phrases(
            [
                "horen|hort|hor|hore sie|@please* auf mir|mich|uns _? _? _? zu? schreiben|texten|kontaktieren|belastigen|schicken|senden|nerven",
                "aufhoren mir|mich|uns _? _? zu? schreiben|texten|kontaktieren|belastigen|schicken|senden|nerven",
                "schreiben|schreibt|schreib|kontaktieren|kontaktiert|kontaktiere|texten|belastigen sie|ihr? mir|mich|uns @please* nicht|nie mehr|wieder|langer",
                "mir|mich|uns @please* nicht|nie mehr|wieder|langer schreiben|kontaktieren|texten|anschreiben|belastigen",
                "senden|schicken|schickt|schick|sendet|sende sie|ihr? mir|uns @please* keine @those* nachrichten|sms|texte|textnachrichten",
                "will|mochte|wunsche|wollen|mochten ich|wir|von|ihnen|euch|@please* keine @those* nachrichten|sms|texte|textnachrichten",
                "nicht mehr|weiter|langer kontaktiert|angeschrieben|belastigt werden",
                "^ @please* keine @those* nachrichten|sms|texte|textnachrichten mehr @please* $",
                "melden|meldet|melde sie|ihr? mich @please* ab $",
                "mich @please* abmelden|austragen $",
                "mich|nummer|uns @please* von|aus|vom @those* liste|verteiler|verteilerliste|sms|nachrichten",
                "lassen|lasst|lass sie|ihr? mich|uns @please* in ruhe",
                "widerrufe|widerrufen ich|wir|hiermit* meine|unsere einwilligung|zustimmung",
                "stoppen|stoppt|stopp|stop sie? @please* @those* nachrichten|sms|texte|textnachrichten",
            ],
            sets: [
                "please": "bitte endlich sofort doch jetzt danke",
                "those":
                    "weiteren ihre eure diese die alle mehr solche werbe dieser ihrer der eurer dem den diesen ihren",
            ],
            unlessAfter: "warum wieso wenn falls wurde wurden bin kann",
            unlessBefore: "verpassen verlieren loschen bis erhalte")

    // MARK: Portuguese

    static let portuguese =
        phrases(
            [
                "pare|parem|parar|deixe|deixem de me mandar|enviar|escrever|contatar|contactar|incomodar|perturbar",
                "pare|parem|parar|deixe|deixem de mandar|enviar @those* mensagens|mensagem|sms|textos",
                "nao me @write mais|nunca",
                "nao me @write @those* mensagens|mensagem|sms|textos",
                "nao quero|desejo|gostaria|queremos @receive* mensagens|mensagem|sms|textos",
                "^ @please* sem|chega|nao mais|de|@those* mensagens|mensagem|sms|textos",
                "me remova|remove|removam|tire|tirem|tira|retire|retirem|exclua|excluam da|de|@those* lista|listas",
                "remova|removam|tire|tirem|retire|retirem|exclua|excluam me|o|meu|numero* da|de|@those* lista|listas",
                "cancelar|cancele|cancelem|cancela o|envio|de|@those* mensagens|sms|textos",
                "me descadastre|descadastrem|descadastrar",
                "descadastre|descadastrem me|meu",
                "me deixe|deixem|deixa em paz",
                "revogo o? meu consentimento",
            ],
            sets: [
                "please": "por favor agora ja",
                "those": "as essas estas suas tuas mais dessa desta sua nenhuma de os esses estes tantas",
                "receive": "mais receber de as suas essas estas nenhuma que me mandem enviem tuas",
                "write":
                    "mande mandem envie enviem escreva escrevam contate contatem contacte contactem incomode incomodem mandes envies escrevas",
            ],
            unlessAfter: "se porque", unlessBefore: "ate antes pedido")
        + phrases(
            ["nao me contate|contatem|contacte|contactem|escreva|escrevam|incomode|incomodem $"], sets: [:],
            unlessAfter: "se porque que quando")
}
