import Testing

@testable import Casewire

/// Phrasings written before it was looked at how the tables fare with them; most hold, and the figures are printed.
@Suite struct PhrasingTests {
    private static func phrases(_ text: String) -> [String] {
        text.split(separator: "|").map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    }

    private func expect(
        _ name: String, _ texts: [String], share: Double, holds: (String) -> Bool
    ) {
        let failed = texts.filter { !holds($0) }
        print("\(name): \(texts.count - failed.count) of \(texts.count)")
        #expect(Double(failed.count) <= (1 - share) * Double(texts.count), "\(name): \(failed)")
    }

    @Test func `lost patience is seen, bad news alone is none`() {
        expect("frustration", Self.angry, share: 0.95) { Mood.isFrustrated($0) }
        expect("no frustration", Self.calm, share: 0.95) { !Mood.isFrustrated($0) }
    }

    @Test func `the question what answers is known from questions about things`() {
        expect("identity", Self.identity, share: 0.95, holds: SmallTalk.asksIdentity)
        expect("no identity", Self.things, share: 0.95) { !SmallTalk.asksIdentity($0) }
    }

    @Test func `thanks and greetings are told from texts with a matter`() {
        expect("thanks", Self.thanks, share: 0.95) {
            [.thanks, .goodbye, .acknowledgement].contains(SmallTalk($0))
        }
        expect("greetings", Self.greetings, share: 0.95) { SmallTalk($0) == .greeting }
        expect("matters", Self.matters, share: 0.95) { SmallTalk($0) == nil }
    }

    @Test func `one to five words tell their language, and hardly ever another`() {
        for (language, text) in Self.short {
            let texts = Self.phrases(text)
            expect("language \(language)", texts, share: 0.8) {
                LanguageGuess.language(of: [$0], fallback: "und") == language
            }
            expect("no other than \(language)", texts, share: 1) {
                ["und", language].contains(LanguageGuess.language(of: [$0], fallback: "und"))
            }
        }
    }

    private static let angry = phrases(
        """
        this is ridiculous | worst service ever | you guys are useless |
        i've been waiting 3 weeks and still nothing!!! | this is the third time im asking |
        WTF is wrong with you people | are you kidding me | i'm sick of this |
        absolutely disgusted with your company | stop wasting my time | your bot is so dumb |
        I'm never buying from you again | unacceptable. simply unacceptable | omg this doesn't help at all |
        fed up | esto es una verguenza | que pésimo servicio | estoy harta de esperar | son unos inutiles |
        ya es la tercera vez que escribo | no sirve para nada | me estan tomando el pelo? | es inaceptable |
        nunca más les compro | que asco de empresa | c'est inadmissible | service nul | j'en ai marre |
        vous vous foutez de moi | c'est la troisième fois que j'écris | ça ne sert à rien |
        je suis très déçu et en colère | bande d'incapables | c'est une honte | ras le bol |
        das ist eine frechheit | ich bin stinksauer | so ein mist service | unverschämt |
        ich frage jetzt schon zum dritten mal | das hilft mir überhaupt nicht | wollt ihr mich verarschen |
        nie wieder bestelle ich bei euch | ich hab die schnauze voll | unmöglich sowas | isso é um absurdo |
        péssimo atendimento | estou cansado de esperar | vcs sao uns incompetentes |
        ja é a terceira vez que pergunto | que palhaçada | não serve pra nada | nunca mais compro aqui |
        estao de brincadeira comigo | uma vergonha | you people are a nightmare to deal with |
        how is this so hard??? | I asked you four times already | what a joke of a company |
        seriously?? you lost it again?? | this bot sucks | terrible. never again | I'm losing my patience |
        me tienen harto | vaya servicio de porqueria | llevo dos semanas esperando y nadie me responde |
        esto es una burla | qué falta de respeto | vous êtes des voleurs |
        ca fait 3 semaines que j'attends, c'est n'importe quoi | j'en ai assez | service client déplorable |
        vous me prenez pour un idiot | das ist doch ein witz | ich hab langsam keine geduld mehr |
        ihr seid echt unfähig | was für ein schlechter service |
        ich warte seit 3 wochen, das geht gar nicht | estou de saco cheio | que falta de respeito |
        voces sao uma piada | to muito irritado com isso | ninguem resolve nada
        """)

    private static let calm = phrases(
        """
        do you offer refunds | the zipper is stuck | my order is late, when will it come? |
        sorry to bother you | what's the worst case delivery date | is the sick leave form online |
        no worries | the third item is missing | do you sell angry birds toys | my waiting time? |
        cuanto tarda el envio | no encuentro mi pedido | la tercera talla me queda mejor |
        no sirve el codigo | disculpe la molestia | combien de temps pour la livraison |
        mon colis n'est pas arrivé | désolé de vous déranger | c'est nul part sur le site |
        la troisième porte à gauche | wie lange dauert die lieferung | mein paket ist nicht da |
        entschuldigung für die störung | der dritte artikel fehlt | ist es unmöglich die farbe zu ändern |
        quanto tempo demora a entrega | minha encomenda nao chegou | desculpe o incomodo |
        o terceiro item esta faltando | o codigo nao funciona | the box was crushed |
        third time lucky, the size fits | my son hates the colour | do you have hard shell cases |
        I've lost my receipt | never mind, found it | la tercera caja llego rota | no me llego el correo |
        tengo dos semanas de vacaciones | la troisième boite est cassée | je n'ai pas reçu le mail |
        il me faut un service à thé | die dritte kiste kam kaputt an | ich habe keine mail bekommen |
        gibt es das spiel witzbold | a terceira caixa chegou quebrada | nao recebi o email |
        a piada do cartao e boa
        """)

    private static let identity = phrases(
        """
        are you a robot | r u a bot? | am I talking to a real person? | is this automated | are you human |
        is this ai | are you chatgpt | u real? | is this a bot or a person | am i speaking with a machine |
        eres un robot? | estoy hablando con una persona? | es usted humano | esto es un bot? | eres una IA |
        hablo con una maquina? | êtes vous un robot | t'es un bot ? | je parle à une vraie personne ? |
        vous êtes humain? | c'est une IA ? | est-ce automatique | bist du ein bot | sind sie ein mensch? |
        rede ich mit einem roboter | ist das eine ki | schreibe ich mit einer maschine? | bist du echt |
        você é um robô? | estou falando com uma pessoa? | vc é humano | isso é um bot? | é uma IA? |
        tô falando com uma máquina?
        """)

    private static let things = phrases(
        """
        is the robot included | are you open | is this the right number | are you a member of the bbb |
        is the door automated | eres de madrid? | es un robot de cocina? | vous êtes ouvert ? |
        c'est un robot de cuisine ? | ist das ein staubsaugerroboter | sind sie offen |
        é um robô de limpeza? | vocês estão abertos?
        """)

    private static let thanks = phrases(
        """
        thx! | ty so much | great, thank you | awesome cheers | that's all, thanks | perfect 👍 | tysm |
        ok thanks bye | that worked, thank you very much | no that's all | mil gracias | grax |
        vale gracias | perfecto, muchas gracias | eso es todo gracias | merci bcp | super merci |
        c'est bon merci | parfait, je vous remercie | merci, bonne journée | danke dir | super vielen dank |
        passt, danke | das wars danke | alles klar, danke schön | obg | muito obrigada | valeu! |
        perfeito, obrigado | era só isso obrigado
        """)

    private static let greetings = phrases(
        """
        hey | good morning! | hi there | helloooo | buenas | hola buenas tardes | bjr | bonsoir | coucou |
        moin | guten tag | hallöchen | oi | boa noite | olá, tudo bem?
        """)

    private static let matters = phrases(
        """
        thanks but it still doesn't work | thank you, what are your hours? | hi, where is my order |
        no thanks, I want my money back | how do I send a thank you card | gracias pero no funciona |
        hola, donde esta mi pedido | gracias, y cuanto cuesta? | merci mais ça ne marche pas |
        bonjour je cherche ma commande | merci de me dire le prix | danke aber es geht immer noch nicht |
        hallo wo ist mein paket | danke, und wann kommt es? | obrigado mas nao funcionou |
        oi cade meu pedido | obrigado, quanto custa?
        """)

    private static let short: [(String, String)] = [
        (
            "en",
            """
            where order | how much | refund please | still waiting | what time | is it open today | my package |
            when does it ship | cancel my order | not working | wrong size | store hours | lost parcel |
            what's your address | not received yet | change my address | is shipping free
            """
        ),
        (
            "es",
            """
            donde esta | mi pedido | cuanto cuesta | necesito ayuda | buenos dias | cuándo llega | no funciona |
            quiero devolver | talla equivocada | horario de tienda | a que hora abren | tarjeta rechazada |
            mi paquete llegó roto | horario por favor | cambiar talla | aún nada | precio del envío
            """
        ),
        (
            "fr",
            """
            où est | ma commande | combien ça coûte | besoin d'aide | quand arrive le colis | ça marche pas |
            remboursement svp | mauvaise taille | vous ouvrez quand | carte refusée | je veux annuler |
            livraison gratuite | colis perdu | quelle adresse | pas encore reçu | taille trop petite |
            le prix svp
            """
        ),
        (
            "de",
            """
            wo ist | meine bestellung | wie viel kostet | brauche hilfe | wann kommt das paket | geht nicht |
            falsche größe | öffnungszeiten | karte abgelehnt | ich will stornieren | kostenloser versand |
            rechnung bitte | paket verloren | welche adresse | noch nichts da | zu klein |
            was kostet der versand
            """
        ),
        (
            "pt",
            """
            cadê meu pedido | quanto custa | preciso de ajuda | quando chega | não funciona | tamanho errado |
            horário da loja | cartão recusado | quero cancelar | frete grátis | onde está |
            nota fiscal por favor | pacote perdido | qual endereço | ainda não recebi | trocar tamanho |
            preço do frete
            """
        ),
    ]
}
