import Testing

@testable import Casewire

@Suite struct MoodTests {
    @Test(arguments: [
        ("Thank you so much, this is great", Sentiment.positive), ("perfect, I love it", .positive),
        ("gracias, excelente", .positive),
        ("Merci, c'est parfait", .positive), ("super, danke", .positive),
        ("muito obrigada, adorei", .positive),
        ("Where is my order?", .neutral), ("I want to change my address", .neutral),
        ("my card was lost", .neutral),
        ("This is terrible", .negative), ("I am very disappointed, worst service", .negative),
        ("not good at all, it is broken", .negative),
        ("es horrible, estoy muy molesto", .negative), ("c'est inadmissible, je suis furieux", .negative),
        ("das ist eine Frechheit, ich bin enttäuscht", .negative), ("péssimo, que vergonha", .negative),
    ])
    func `feelings are read from words`(_ text: String, _ sentiment: Sentiment) {
        #expect(Mood.sentiment(of: [text]) == sentiment)
    }

    @Test func `nothing said is neutral`() {
        #expect(Mood.sentiment(of: []) == .neutral)
    }

    @Test(arguments: [
        "this is ridiculous", "You are useless", "I am so frustrated", "I'm getting really angry now",
        "stupid bot",
        "worst customer service ever", "what a waste of time", "how many times do I have to tell you",
        "are you kidding me",
        "WHERE IS MY ORDER THIS IS AWFUL", "fuck this", "I've been waiting for weeks and still no answer",
        "I already told you and nobody helps me", "I'm sick and tired of this",
        "you keep giving me the same answer",
        "estoy harto", "esto es inaceptable", "pésimo servicio", "j'en ai marre", "c'est inadmissible",
        "je suis vraiment furieuse", "ich bin stinksauer, das ist eine Frechheit", "mir reicht's",
        "isso é um absurdo", "péssimo atendimento", "estou muito irritada",
    ])
    func `lost patience is seen`(_ text: String) {
        #expect(Mood.isFrustrated(text))
    }

    @Test(arguments: [
        "a terrible storm delayed me", "my card was stolen", "I still have not received my card",
        "the product is broken",
        "I am not angry, just curious", "sorry for the bad photo", "IS IT OPEN TODAY", "where is my order???",
        "thanks, not bad at all",
        "what is the worst case for delivery", "I was mad about this jacket", "it doesn't work",
        "damn, nice shoes",
        "no puedo entrar en mi cuenta", "ma carte est perdue", "mein Paket ist noch nicht da",
        "meu cartão foi roubado",
        "USA", "PIN NOT WORKING", "can I get my money back", "I feel terrible about missing the appointment",
    ])
    func `bad news alone is no frustration`(_ text: String) {
        #expect(!Mood.isFrustrated(text))
    }

    @Test func `the same complaint again is frustration`() {
        let complaint = "my parcel still has not arrived at the address"
        #expect(!Mood.isFrustrated(complaint))
        #expect(Mood.isFrustrated(complaint, after: ["hello", "my parcel has not arrived at my address"]))
    }
}
