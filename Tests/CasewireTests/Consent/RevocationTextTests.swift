import Foundation
import TestSupport
import Testing

@testable import Casewire

struct RevocationTextTests {
    @Test(arguments: [
        "please stop texting me", "Stop texting me!!", "STOP TEXTING ME", "can you stop messaging me",
        "Stop contacting us.",
        "I want you to stop texting me", "Could you please stop sending me these messages?",
        "stop sending me texts",
        "Stop sending me stuff", "stop all texts", "Stop these messages please", "stop the text messages",
        "why won't you stop texting me", "quit texting this number", "stop spamming me",
        "please don't message me anymore", "Don't text me again", "do not contact me",
        "Do not text me ever again.",
        "please do not contact me again", "I said don’t text me", "I told you not to text me",
        "never text me again",
        "Dont message this number again",
        "I don't want to receive any more texts", "i do not want these messages",
        "I no longer wish to receive text messages",
        "I don't want texts from you", "I dont want to be contacted anymore", "I don't want you to text me",
        "no more texts please", "No more messages.", "I want no more text messages",
        "unsubscribe me", "please unsubscribe", "I want to unsubscribe",
        "how do I unsubscribe from these texts",
        "I'd like to opt out", "please opt me out", "opt out of text messages",
        "Wrong number, remove me", "remove me from your list", "take me off this list",
        "please take me off your texting list",
        "Take my number off your list", "lose my number", "leave me alone", "I revoke my consent",
        "I withdraw my permission",
        "stop please", "Please stop", "ok stop now, thanks", "STOP STOP STOP please", "quit it", "stop it",
        "put me on your do not call list", "cancel text alerts", "end these messages",
        "I never signed up for this. Please stop texting me. Thanks",
        "you have the wrong number please stop",
    ])
    func `a clear wish for no more texts is one`(body: String) {
        #expect(RevocationText.isRevocation(body))
    }

    @Test(arguments: [
        "deje de enviarme mensajes", "Por favor, dejen de escribirme", "no me escriban más",
        "No me envíen más mensajes",
        "no quiero recibir más mensajes", "Ya no quiero sus mensajes", "no más mensajes",
        "bórrenme de su lista",
        "quiero darme de baja", "déjenme en paz", "por favor pare", "No me contacten",
        "arrêtez de m'envoyer des messages", "Arrêtez de m’écrire", "ne me contactez plus",
        "Ne m'envoyez plus de SMS svp",
        "je ne veux plus recevoir de messages", "je ne souhaite plus être contacté", "désabonnez-moi",
        "Retirez-moi de votre liste", "plus de messages svp", "laissez-moi tranquille",
        "arrêtez s'il vous plaît",
        "Hören Sie auf, mir zu schreiben", "schreiben Sie mir nicht mehr",
        "Bitte schicken Sie mir keine Nachrichten mehr",
        "ich möchte keine SMS mehr bekommen", "Ich will keine Nachrichten mehr",
        "kontaktieren Sie mich bitte nicht mehr",
        "Nehmen Sie mich von Ihrer Liste", "Lassen Sie mich in Ruhe", "keine SMS mehr bitte",
        "ich widerrufe meine Einwilligung",
        "Ich möchte nicht mehr kontaktiert werden",
        "pare de me mandar mensagens", "Parem de enviar mensagens", "não me mande mais mensagens",
        "Não me escreva mais",
        "não quero mais receber mensagens", "não quero receber suas mensagens", "me tire da lista",
        "Me deixe em paz",
        "por favor pare", "chega de mensagens",
    ])
    func `so it is in other languages`(body: String) {
        #expect(RevocationText.isRevocation(body))
    }

    @Test(arguments: [
        "", "hello", "cancel my order", "please cancel my order", "cancel please", "stop by the store",
        "I'll stop by later",
        "don't stop", "Don't stop texting me", "please don't stop the messages", "end of month",
        "nonstop flight",
        "stop my delivery", "stop the shipment please", "Please stop my subscription renewal",
        "Can you stop the payment?",
        "my card stopped working", "The app won't stop sending notifications", "did you stop texting me?",
        "Why did you stop sending me updates?", "if you stop texting me I'll be sad",
        "you don't text me anymore",
        "why don't you text me back", "you didn't message me", "they never contact me",
        "I never got your text message",
        "don't text me until Monday", "don't contact me by phone, text is better",
        "Please don't contact me before 9am",
        "I don't want to receive it anymore", "I don't want the blue one", "I don't want texts to get lost",
        "no more returns please", "I have received no more messages since Monday",
        "there are no more texts in my inbox",
        "unsubscribe me from your email newsletter", "opt out of the protection plan",
        "how do I opt out of paperless billing",
        "remove me from the account", "remove the item from my cart", "take me off hold",
        "remove me as an authorized user",
        "stop at the blue house", "the driver did not stop", "full stop", "quit my job",
        "I quit the app and it works",
        "end my contract", "message me when it ships", "text me the code", "stop calling it a refund",
        "how do I stop a transfer",
        "bus stop", "Is there a stop on Main St?", "it just stops", "I can't stop laughing",
        "my phone number is wrong",
        "cancel my text messages plan", "I did not unsubscribe", "what happens if I opt out",
        "wrong number on the label",
        "Remove my number from my profile and add the new one",
    ])
    func `what only sounds alike is not one`(body: String) {
        #expect(!RevocationText.isRevocation(body))
    }

    @Test(arguments: [
        "cancelar mi pedido", "no me envíen el paquete a la oficina", "quiero que me envíen más información",
        "¿por qué no me envían mensajes?", "para el sábado por favor", "no quiero el pedido",
        "pare en la tienda",
        "si no me escriben cancelo", "baja de precio", "espero que no me contacten",
        "annuler ma commande", "n'arrêtez pas de m'envoyer des messages",
        "je veux plus de messages d'information",
        "je ne veux plus de cette commande", "arrêtez ma livraison", "ne me contactez pas par téléphone",
        "arrêt de bus",
        "ne m'envoyez pas la facture par courriel",
        "Bestellung stornieren", "Ich habe keine Nachricht bekommen", "Ich will keine Nachrichten verpassen",
        "Wann hört das auf?", "ich kann mich nicht abmelden", "Schreiben Sie mir bitte",
        "warum schreiben Sie mir nicht mehr",
        "keine Lieferung mehr möglich?", "Ich wurde nicht mehr kontaktiert",
        "cancelar meu pedido", "não me mande a fatura por e-mail", "não quero o pedido", "pare na loja",
        "não recebi mensagens", "se não me mandarem mensagens eu ligo", "para mim está bom",
    ])
    func `nor in other languages`(body: String) {
        #expect(!RevocationText.isRevocation(body))
    }

    @Test func `the time for words that begin phrases grows with their number, not with its square`() {
        let ratio = Growth.ratio(from: 50, to: 400) { count in
            _ = RevocationText.isRevocation(
                String(repeating: "stop please sending the these your ", count: count))
        }
        #expect(ratio < 32, "Eight times the length: 8 if straight, 64 if square.")
    }

    @Test(.enabled(if: CustomerTexts.folder != nil, "The customers' texts are not here."))
    func `texts to a bank, an insurer and a cable company are none`() throws {
        let texts = try CustomerTexts.all()
        let found = texts.filter(RevocationText.isRevocation)
        let keywords = texts.filter { ConsentKeyword.match($0) == .optOut }
        print(
            "Of \(texts.count) customers' texts \(found.count) read as revocations, \(keywords.count) as keywords."
        )
        for text in found { print("  read as a revocation: \(text)") }
        #expect(texts.count > 10_000)
        #expect(Double(found.count) < Double(texts.count) / 5000)
    }
}

/// What customers wrote to service desks, none of it about texts.
private enum CustomerTexts {
    static let folder: URL? = {
        let given = ProcessInfo.processInfo.environment["CASEWIRE_TEST_DATA"] ?? "../shared/data"
        let folder = URL(fileURLWithPath: given, isDirectory: true)
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }()

    static func all() throws -> [String] {
        guard let folder else { return [] }
        var texts: [String] = []
        for name in ["media-train", "media-dev", "insurance-train", "insurance-dev"] {
            let rows = try lines(of: folder.appending(path: "multidogo/\(name).tsv"))
            texts += rows.compactMap { row in
                let columns = row.split(separator: "\t", omittingEmptySubsequences: false)
                return columns.count > 3 ? String(columns[3]) : nil
            }
        }
        for name in ["train", "test"] {
            texts += try lines(of: folder.appending(path: "banking77/\(name).csv")).compactMap { row in
                row.lastIndex(of: ",").map {
                    String(row[..<$0]).trimmingCharacters(in: CharacterSet(charactersIn: "\""))
                }
            }
        }
        return texts
    }

    private static func lines(of file: URL) throws -> [Substring] {
        try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst().map {
            $0
        }
    }
}
