/// The agent's own phrases in one language.
struct AgentWording: Sendable {
    let disclosure: String
    /// Where the longer one would cost a segment more.
    let shortDisclosure: String
    let greeting: String
    let welcome: String
    let goodbye: String
    let identity: String
    let howCanIHelp: String
    let decline: String
    let unknown: String
    let apology: String
    let askForFacts: String
    let offerHelp: String
    let askToRephrase: String
    let handoff: String
    let handoffClosed: String
    let optedOut: String
    let optedIn: String
    let help: String

    static func of(_ language: String) -> AgentWording {
        switch language.prefix(while: { $0 != "-" && $0 != "_" }).lowercased() {
        case "es": spanish
        case "fr": french
        case "de": german
        case "pt": portuguese
        default: english
        }
    }

    private static let english = AgentWording(
        disclosure: "{organization}: automated assistant. Reply STOP to opt out.",
        shortDisclosure: "{organization}, automated. Reply STOP to opt out.",
        greeting: "Hello! How can I help you?",
        welcome: "You're welcome! Just text us if you need anything else.",
        goodbye: "Thank you, have a good day!",
        identity:
            "I'm an automated assistant for {organization}, not a person. If you'd like a person, just ask for one.",
        howCanIHelp: "What would you like to know?",
        decline:
            "I'm sorry, no person can answer here. I'm happy to help as well as I can: what is it about?",
        unknown: "I'm sorry, I don't know the answer to that. Is there anything else I can help with?",
        apology: "I'm sorry, I can't answer right now. Please try again in a few minutes.",
        askForFacts: "I'll get a person for you. So that they can help right away: what is it about?",
        offerHelp: "I may be able to help right here. What is it about?",
        askToRephrase: "I'm not sure I understood. Could you say it in other words?",
        handoff: "Thank you. A person from {organization} will take over and answer you here.",
        handoffClosed:
            "Thank you. Our team is away at the moment; a person will answer you here from {opening}.",
        optedOut:
            "{organization}: You won't get any more texts from us. Reply START if you change your mind.",
        optedIn: "{organization}: You get our texts again. Reply STOP to opt out.",
        help:
            "{organization}: automated assistant. For help: {contact}. Msg & data rates may apply. Reply STOP to opt out."
    )

    private static let spanish = AgentWording(
        disclosure: "{organization}: asistente virtual. Responda STOP para no recibir mensajes.",
        shortDisclosure: "{organization}: asistente virtual. STOP para salir.",
        greeting: "¡Hola! Diga, ¿en qué puedo ayudarle?",
        welcome: "¡De nada! Escriba si necesita algo más.",
        goodbye: "¡Gracias, que tenga un buen día!",
        identity:
            "Soy un asistente automático de {organization}, no una persona. Si desea hablar con una persona, solo pídalo.",
        howCanIHelp: "¿Qué desea saber?",
        decline:
            "Lo siento, por aquí no atiende ninguna persona. Con gusto le ayudo en lo que pueda: ¿de qué se trata?",
        unknown: "Lo siento, no sé la respuesta. ¿Puedo ayudarle con algo más?",
        apology: "Lo siento, ahora no puedo responder. Intente de nuevo en unos minutos.",
        askForFacts: "Le paso con una persona. Para que le ayude enseguida: ¿de qué se trata?",
        offerHelp: "Tal vez pueda ayudarle yo mismo. ¿De qué se trata?",
        askToRephrase: "No estoy seguro de haber entendido. ¿Puede decirlo con otras palabras?",
        handoff: "Gracias. Una persona de {organization} le va a responder por aquí.",
        handoffClosed:
            "Gracias. Nuestro equipo no está en este momento; una persona le responderá aquí a partir de: {opening}.",
        optedOut: "{organization}: no recibirá más mensajes nuestros. Responda START si cambia de idea.",
        optedIn: "{organization}: Vuelve a recibir mensajes. Responda STOP para no recibirlos.",
        help:
            "{organization}: asistente virtual. Ayuda: {contact}. Pueden aplicarse tarifas. Responda STOP para no recibir mensajes."
    )

    private static let french = AgentWording(
        disclosure: "{organization} : assistant automatique. Répondez STOP pour ne plus recevoir de SMS.",
        shortDisclosure: "{organization} : assistant automatique. STOP pour finir.",
        greeting: "Bonjour ! Comment puis-je vous aider ?",
        welcome: "Avec plaisir ! Écrivez-nous si besoin.",
        goodbye: "Merci et bonne journée !",
        identity:
            "Je suis un assistant automatique de {organization}, pas une personne. Pour parler à une personne, dites-le simplement.",
        howCanIHelp: "Que souhaitez-vous savoir ?",
        decline:
            "Désolé, personne ne peut répondre ici. Je vous aide volontiers de mon mieux : de quoi s'agit-il ?",
        unknown: "Désolé, je ne connais pas la réponse. Puis-je vous aider pour autre chose ?",
        apology: "Désolé, je ne peux pas répondre pour le moment. Réessayez dans quelques minutes.",
        askForFacts:
            "Je vous passe une personne. Pour qu'elle puisse vous aider tout de suite : de quoi s'agit-il ?",
        offerHelp: "Je peux sans doute vous aider ici. De quoi s'agit-il ?",
        askToRephrase: "Je ne suis pas sûr d'avoir compris. Pouvez-vous le dire autrement ?",
        handoff: "Merci. Une personne de {organization} prend la suite et vous répondra ici.",
        handoffClosed:
            "Merci. Notre équipe est absente pour le moment ; une personne vous répondra ici à partir de : {opening}.",
        optedOut:
            "{organization} : vous ne recevrez plus de SMS de notre part. Répondez START si vous changez d'avis.",
        optedIn: "{organization} : vous recevez de nouveau nos SMS. STOP pour ne plus en recevoir.",
        help:
            "{organization} : assistant automatique. Aide : {contact}. SMS au tarif normal. STOP pour ne plus en recevoir."
    )

    private static let german = AgentWording(
        disclosure: "{organization}: automatischer Assistent. Mit STOP abbestellen.",
        shortDisclosure: "{organization}: Automat. Mit STOP abbestellen.",
        greeting: "Hallo! Wie kann ich Ihnen helfen?",
        welcome: "Gern geschehen! Schreiben Sie uns, wenn Sie noch etwas brauchen.",
        goodbye: "Vielen Dank und einen schönen Tag!",
        identity:
            "Ich bin ein automatischer Assistent von {organization}, kein Mensch. Wenn Sie einen Menschen möchten, sagen Sie es einfach.",
        howCanIHelp: "Was möchten Sie wissen?",
        decline: "Leider kann hier kein Mensch antworten. Ich helfe gern, so gut ich kann: Worum geht es?",
        unknown: "Das weiß ich leider nicht. Kann ich Ihnen sonst helfen?",
        apology:
            "Leider kann ich gerade nicht antworten. Bitte versuchen Sie es in ein paar Minuten noch einmal.",
        askForFacts: "Ich hole jemanden für Sie. Damit gleich geholfen werden kann: Worum geht es?",
        offerHelp: "Vielleicht kann ich gleich hier helfen. Worum geht es?",
        askToRephrase: "Ich bin nicht sicher, ob ich das verstanden habe. Können Sie es anders sagen?",
        handoff: "Danke. Ein Mensch aus dem Team von {organization} übernimmt und antwortet Ihnen hier.",
        handoffClosed:
            "Danke. Unser Team ist gerade nicht da; ein Mensch antwortet Ihnen hier ab: {opening}.",
        optedOut:
            "{organization}: Sie erhalten keine SMS mehr von uns. Antworten Sie START, falls Sie es sich anders überlegen.",
        optedIn: "{organization}: Sie erhalten wieder Nachrichten. Mit STOP abmelden.",
        help:
            "{organization}: automatischer Assistent. Hilfe: {contact}. Es gelten die SMS-Preise. Mit STOP abmelden."
    )

    private static let portuguese = AgentWording(
        disclosure: "{organization}: assistente virtual. Responda STOP para não receber mensagens.",
        shortDisclosure: "{organization}: assistente virtual. STOP para sair.",
        greeting: "Olá! Como posso ajudar?",
        welcome: "De nada! Escreva se precisar de mais alguma coisa.",
        goodbye: "Obrigado, tenha um bom dia!",
        identity:
            "Sou um assistente automático de {organization}, não uma pessoa. Se quiser falar com uma pessoa, é só pedir.",
        howCanIHelp: "O que gostaria de saber?",
        decline:
            "Desculpe, aqui não há uma pessoa para responder. Ajudo com prazer no que puder: do que se trata?",
        unknown: "Desculpe, não sei a resposta. Posso ajudar com mais alguma coisa?",
        apology: "Desculpe, não consigo responder agora. Tente de novo em alguns minutos.",
        askForFacts: "Vou chamar uma pessoa. Para que ela ajude logo: do que se trata?",
        offerHelp: "Talvez eu possa ajudar por aqui. Do que se trata?",
        askToRephrase: "Não sei se entendi. Pode dizer com outras palavras?",
        handoff: "Obrigado. Uma pessoa de {organization} vai continuar e responder por aqui.",
        handoffClosed:
            "Obrigado. Nossa equipe não está no momento; uma pessoa vai responder por aqui a partir de: {opening}.",
        optedOut: "{organization}: não enviaremos mais mensagens. Responda START se mudar de ideia.",
        optedIn: "{organization}: Volta a receber mensagens. Responda STOP para sair.",
        help:
            "{organization}: assistente virtual. Ajuda: {contact}. Podem aplicar-se tarifas. Responda STOP para sair."
    )
}
