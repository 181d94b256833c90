extension AgentPhrases {
    /// Asks how the customer was served; within one GSM-7 segment in each language.
    package static func satisfaction(language: String) -> String {
        switch language.split(separator: "-").first {
        case "es": "¿Qué tal le atendimos? Responda del 1 (mal) al 5 (muy bien)."
        case "fr": "Comment avons-nous été? Répondez par un chiffre de 1 (mal) à 5 (très bien)."
        case "de":
            "Wie gut haben wir geholfen? Antworten Sie mit einer Zahl von 1 (schlecht) bis 5 (sehr gut)."
        case "pt": "Como foi o atendimento? Responda de 1 (mau) a 5 (muito bom)."
        default: "How did we do? Reply with a number from 1 (poor) to 5 (great)."
        }
    }
}
