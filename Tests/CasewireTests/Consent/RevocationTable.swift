/// Texts that ask for no more texts, and texts that only sound alike, in five languages.
enum RevocationTable {
    struct Row: Sendable {
        let language: String
        let text: String
        let isRevocation: Bool
    }

    static let rows: [Row] = all.flatMap { language, wishes, others in
        lines(wishes).map { Row(language: language, text: $0, isRevocation: true) }
            + lines(others).map { Row(language: language, text: $0, isRevocation: false) }
    }

    private static func lines(_ text: String) -> [String] {
        text.split(separator: "\n").map(String.init)
    }

    private static let all: [(String, String, String)] = [
        (
            "en",
            """
            please don't text me anymore
            Stop sending me these texts
            Can you guys quit texting me please
            I don't want any more messages from you
            take me off your list please
            Remove my number from your texting list
            no more texts!!
            this is the wrong number, stop texting me
            I didn't sign up for this, unsubscribe me
            do not text this number again
            leave me alone
            I want to opt out of these messages
            Stop messaging me. I already have a provider.
            lose my number
            I no longer want to receive texts from you
            please cease all text messages to me
            stop bothering me
            Don't ever contact me again
            """,
            """
            cancel my order
            can I stop by the store after work?
            please don't stop the delivery
            I want to cancel the appointment on Friday
            how do I unsubscribe from the newsletter emails?
            my watch stopped, is that covered?
            stop the payment on order AB123456
            the end of the month works for me
            I quit my job, can I change the address?
            what does the bus stop sign say on the package?
            don't text me the code, I already have it
            did you text me about a refund?
            I don't want the blue one, send the red one
            my texts aren't going through to my sister
            please remove the second item from my order
            why did I stop getting shipping updates?
            don't contact my office, contact me here
            take the jacket off my order please
            """
        ),
        (
            "es",
            """
            por favor no me escriban más
            dejen de mandarme mensajes
            ya no quiero recibir mensajes de ustedes
            quiero darme de baja
            No me envíen más mensajes por favor
            bórrenme de la lista
            deje de molestarme
            no me vuelvan a contactar
            no quiero más mensajes
            quítenme de su lista de mensajes
            basta de mandarme textos
            Número equivocado, no me escriban más
            no deseo recibir mensajes
            déjenme en paz
            pare de enviarme mensajes
            """,
            """
            quiero cancelar mi pedido
            ¿puedo pasar por la tienda a fin de mes?
            no me ha llegado el mensaje con el código
            la parada de autobús está al lado de la tienda
            no quiero la chaqueta azul, quiero la roja
            ¿por qué dejaron de enviarme la factura?
            dar de baja el producto de mi carrito
            no me envíen el paquete a esa dirección
            alto, me refiero al pedido anterior
            mi reloj dejó de funcionar
            no me escriban al trabajo, mejor aquí
            ¿para cuándo llega?
            para mi hermana también quiero uno
            no quiero que me llamen, prefiero mensajes
            borren el segundo artículo de mi pedido
            """
        ),
        (
            "fr",
            """
            arrêtez de m'envoyer des messages
            je ne veux plus recevoir vos SMS
            ne m'écrivez plus s'il vous plaît
            désabonnez-moi
            retirez-moi de votre liste
            ne me contactez plus jamais
            laissez-moi tranquille
            Cessez de m'envoyer des SMS
            supprimez mon numéro de votre liste
            je souhaite me désabonner
            plus de messages s'il vous plaît
            arrêtez de me contacter
            Mauvais numéro, arrêtez de m'écrire
            je ne souhaite plus recevoir de messages
            je retire mon consentement
            """,
            """
            je voudrais annuler ma commande
            je peux passer au magasin à la fin du mois ?
            ma montre s'est arrêtée, c'est sous garantie ?
            je n'ai plus reçu de message depuis lundi
            ne m'envoyez pas le colis à cette adresse
            où est l'arrêt de bus près du magasin ?
            je ne veux plus la bleue, je veux la rouge
            pourquoi avez-vous arrêté de m'envoyer les factures ?
            retirez le deuxième article de ma commande
            plus de détails s'il vous plaît
            ne m'appelez pas, envoyez un message
            comment me désabonner de la newsletter par mail ?
            supprimez mon ancienne adresse
            stop au colis, j'ai changé d'adresse
            je n'ai pas reçu vos messages
            """
        ),
        (
            "de",
            """
            bitte schreiben Sie mir nicht mehr
            hören Sie auf mir Nachrichten zu schicken
            ich möchte keine Nachrichten mehr bekommen
            Melden Sie mich ab
            nehmen Sie mich von der Liste
            keine SMS mehr bitte
            lassen Sie mich in Ruhe
            kontaktieren Sie mich nicht mehr
            ich will keine SMS mehr von Ihnen
            schicken Sie mir keine weiteren Nachrichten
            Falsche Nummer, bitte schreiben Sie mir nicht mehr
            ich widerrufe meine Einwilligung
            hört auf mir zu schreiben
            bitte keine Nachrichten mehr
            streichen Sie meine Nummer von Ihrer Liste
            """,
            """
            ich möchte meine Bestellung stornieren
            kann ich Ende des Monats im Laden vorbeikommen?
            meine Uhr ist stehen geblieben
            wo hält der Bus, an welcher Haltestelle?
            schicken Sie das Paket nicht an diese Adresse
            ich habe keine Nachricht bekommen
            warum schicken Sie mir keine Rechnung mehr?
            rufen Sie mich nicht an, schreiben Sie lieber
            ich will die blaue Jacke nicht mehr, lieber die rote
            wie melde ich mich vom Newsletter per E-Mail ab?
            nehmen Sie den zweiten Artikel aus der Bestellung
            keine Sorge, ich warte
            hört der Verkauf am Freitag auf?
            stoppen Sie die Lieferung bitte
            die Nachricht habe ich nicht mehr, was stand darin?
            """
        ),
        (
            "pt",
            """
            por favor não me mandem mais mensagens
            parem de me enviar mensagens
            não quero mais receber mensagens
            me tirem da lista
            quero me descadastrar
            não me escrevam mais
            deixem de me incomodar
            me deixem em paz
            não desejo receber mensagens
            chega de mensagens
            pare de me mandar SMS
            removam o meu número da lista
            número errado, não me mandem mais mensagens
            não me contatem mais
            revogo o meu consentimento
            """,
            """
            quero cancelar o meu pedido
            posso passar na loja no fim do mês?
            o meu relógio parou de funcionar
            não recebi a mensagem com o código
            não mandem o pacote para esse endereço
            onde fica a parada de ônibus?
            não quero mais o azul, quero o vermelho
            por que pararam de enviar as faturas?
            tirem o segundo item do pedido
            não me liguem, mandem mensagem
            como saio da lista de e-mails?
            sem problema, eu espero
            a mensagem chegou sem o link
            chega quando o pedido?
            não me mandaram mais o recibo
            """
        ),
    ]
}
