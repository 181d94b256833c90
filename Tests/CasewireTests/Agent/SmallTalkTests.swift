import Testing

@testable import Casewire

@Suite struct SmallTalkTests {
    @Test(arguments: [
        ("hi", SmallTalk.greeting), ("Hello there!", .greeting), ("Heyyyy", .greeting),
        ("good morning sir", .greeting),
        ("Hi, how are you?", .greeting), ("hello, I have a question", .greeting),
        ("hola buenas tardes", .greeting),
        ("Bonjour, j'ai une question", .greeting), ("Guten Tag", .greeting), ("oi, bom dia", .greeting),
        ("can you help me?", .greeting),
        ("thanks", .thanks), ("Thank you so much!!", .thanks), ("ok thanks", .thanks),
        ("perfect, thank you", .thanks),
        ("muchas gracias", .thanks), ("Merci beaucoup", .thanks), ("Vielen Dank!", .thanks),
        ("muito obrigada", .thanks), ("🙏", .thanks),
        ("ok", .acknowledgement), ("Okay.", .acknowledgement), ("got it", .acknowledgement),
        ("👍", .acknowledgement),
        ("vale", .acknowledgement), ("d'accord", .acknowledgement), ("alles klar", .acknowledgement),
        ("entendi", .acknowledgement),
        ("Liked “Your order has shipped”", .reaction), ("Loved \"See you tomorrow\"", .reaction),
        ("Le gustó “Hola”", .reaction),
        ("A aimé « Bonjour »", .reaction), ("Hat „Hallo“ mit „Gefällt mir“ markiert", .reaction),
        ("Gostou de “Oi”", .reaction),
        ("bye", .goodbye), ("thanks, bye", .goodbye), ("No, that's all. Thank you!", .goodbye),
        ("have a nice day", .goodbye),
        ("adiós", .goodbye), ("au revoir", .goodbye), ("Tschüss", .goodbye), ("tchau", .goodbye),
        ("no thanks", .goodbye),
        ("are you a bot?", .identityQuestion), ("Am I talking to a real person?", .identityQuestion),
        ("who is this", .identityQuestion),
        ("is this a bot or a human", .identityQuestion), ("Are you human?", .identityQuestion),
        ("¿Eres un robot?", .identityQuestion),
        ("hablo con una persona?", .identityQuestion), ("êtes-vous un robot ?", .identityQuestion),
        ("Bist du ein Mensch?", .identityQuestion),
        ("Sind Sie ein Bot?", .identityQuestion), ("você é um robô?", .identityQuestion),
        ("hi, are you real", .identityQuestion),
        ("yes", .yes), ("sí", .yes), ("nope", .no), ("nein", .no),
    ])
    func `small talk is told by its kind`(_ text: String, _ kind: SmallTalk) {
        #expect(SmallTalk(text) == kind)
    }

    @Test(arguments: [
        "hi where is my order", "thanks but it still does not work", "ok so how do I return it", "order 1234",
        "?", "",
        "I have a question about my bill", "is this a real person's name?", "no it is broken",
        "who is this charge from",
        "hello I need help with my order", "are you open on Sunday?", "good luck charm bracelet",
        "yes I want two",
        "are you a bot? where is my parcel", "What is a good price?", "“Liked” is a song",
    ])
    func `a text with a matter in it is no small talk`(_ text: String) {
        #expect(SmallTalk(text) == nil)
    }

    @Test func `the question who answers is seen beside another`() {
        #expect(SmallTalk.asksIdentity("are you a bot? where is my parcel"))
        #expect(!SmallTalk.asksIdentity("is this a real person's name?"))
    }

    @Test func `a greeting with a name is a greeting`() {
        #expect(SmallTalk.isGreetingWithName("Hi Alex"))
        #expect(SmallTalk.isGreetingWithName("good morning Ana"))
        #expect(!SmallTalk.isGreetingWithName("Hi my parcel is late"))
        #expect(!SmallTalk.isGreetingWithName("refund"))
    }
}
