import Foundation

/// A text field without a pattern: what is wanted is read from its title and description.
enum RecognizedField {
    static func find(title: String, description: String, in texts: [String]) -> (
        value: String?, reason: String
    ) {
        let wanted = Set(Words(title + ". " + description).all.map(Topics.stem))
        for recognizer in recognizers where !recognizer.names.isDisjoint(with: wanted) {
            let plain = recognizer.others.isEmpty ? texts : texts.map { without(recognizer.others, $0) }
            let naming =
                recognizer.isNumber ? naming(for: recognizer, title: title, description: description) : nil
            let found = PatternField.find(recognizer.pattern, in: plain) { values, text in
                naming?.meant(of: values.map(recognizer.tidied), in: text) ?? values
            }
            if let value = found.value, !recognizer.isDoubtful(value, in: plain) {
                return (recognizer.tidied(value), found.reason)
            }
            if naming == nil, found.value == nil, let beside = recognizer.valueBesideName(in: plain) {
                return beside
            }
            let isSeveral = found.reason.hasPrefix("The customer named several")
            return (nil, isSeveral ? found.reason : "The customer named no \(recognizer.words).")
        }
        if !wanted.isDisjoint(with: matters) {
            let summary = ConversationSummary(of: texts.map { ConversationText(author: .customer, text: $0) })
            return (summary.subject, "In the customer's words.")
        }
        return (nil, "The description names nothing that can be recognized without a pattern.")
    }

    /// A text with everything blanked that is something else.
    private static func without(_ others: [String], _ text: String) -> String {
        others.reduce(text) { text, words in
            guard let other = recognizers.first(where: { $0.words == words }) else { return text }
            return PatternField.all(other.pattern, in: text).reduce(text) { $0.replacing($1, with: " ") }
        }
    }

    /// A number may be anything's: what it is called in the text decides.
    private static func naming(for recognizer: Recognizer, title: String, description: String) -> NumberNaming
    {
        let numbers = recognizers.filter(\.isNumber)
        let isAny = recognizer.words == "number"
        return NumberNaming(
            title: title, description: description, own: isAny ? [] : recognizer.spelled,
            kinds: numbers.reduce(into: []) { $0.formUnion($1.spelled) },
            otherPatterns: isAny
                ? recognizers.filter { ["date", "phone number"].contains($0.words) }.map(\.pattern) : [])
    }

    private struct Recognizer: Sendable {
        let words: String
        let names: Set<String>
        /// The names as they are written.
        let spelled: Set<String>
        let pattern: String
        let isNumber: Bool
        /// Recognizers of what looks alike and is none.
        let others: [String]

        init(_ words: String, names: String, isNumber: Bool = false, pattern: String, others: [String] = []) {
            self.words = words
            self.isNumber = isNumber
            self.others = others
            spelled = Set(names.split(separator: " ").map(String.init))
            self.names = Set(names.split(separator: " ").map { Topics.stem(String($0)) })
            self.pattern = "(?i)" + pattern
        }

        func tidied(_ value: String) -> String {
            String(value.drop { $0 == "#" || $0.isWhitespace })
        }

        /// Whether a number is a year as well as anything, since no word beside it says what it is.
        func isDoubtful(_ value: String, in texts: [String]) -> Bool {
            guard others.contains("date"), value.count == 4, value.hasPrefix("19") || value.hasPrefix("20")
            else {
                return false
            }
            return valueBesideName(in: texts, within: 8)?.value != value
        }

        /// Whether hardly a word stands between the first two values.
        private func isListed(_ values: [String], in text: String) -> Bool {
            guard let first = text.range(of: values[0]),
                let second = text.range(of: values[1], range: first.upperBound..<text.endIndex)
            else { return false }
            return text[first.upperBound..<second.lowerBound].split(whereSeparator: { !$0.isLetter }).count
                <= 1
        }

        /// A value stands within so many characters after the word for it.
        private static let reach = 30

        /// Of several values the one that a word names: "order 99812, my zip is 90210". None where two are named.
        func valueBesideName(in texts: [String], within reach: Int = Self.reach) -> (
            value: String?, reason: String
        )? {
            for text in texts.reversed() {
                var found: [String] = []
                for word in text.split(whereSeparator: { !$0.isLetter })
                where names.contains(Topics.stem(Words.fold(String(word)))) {
                    let rest = String(text[word.endIndex...].prefix(reach))
                    let values = PatternField.all(pattern, in: rest)
                    found += values.prefix(1).map(tidied)
                    // "orders 11223 and 44556"
                    if values.count > 1, isListed(values, in: rest) { found.append(tidied(values[1])) }
                }
                guard let value = found.first else { continue }
                guard Set(found).count == 1 else { return nil }
                return (value, "Named in: \"\(ConversationSummary.shortened(text, to: 80))\".")
            }
            return nil
        }
    }

    /// In English, Spanish, French, German and Portuguese, whole or in their first letters.
    private static let months =
        #"jan(?:uar[yo]?|vier|eiro)?|feb(?:ruary?|rero)?|f[ée]v(?:rier|ereiro)?|mar(?:ch|zo|s|[çc]o)?|märz|a[bpv]r(?:il)?|"#
        + #"ma[iy]o?|jun[eiho]{0,2}|juin|jul[eyiho]{0,2}|juillet|aug(?:ust)?|agosto|août|sept?(?:i?em\w{3})?|set(?:embro)?|"#
        + #"o[ck]t(?:\w{4,5})?|out(?:ubro)?|nov(?:i?em\w{3})?|d[eéi][cz](?:i?em\w{3})?|ene(?:ro)?"#

    /// The more special ones come first: "order e-mail" is an e-mail, "order date" a date.
    private static let recognizers = [
        Recognizer(
            "e-mail address", names: "email mail correo courriel",
            pattern: #"[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}"#),
        Recognizer(
            "date", names: "date day when fecha datum data jour",
            pattern:
                #"\d{4}-\d\d?-\d\d?|\d\d?[./-]\d\d?[./-](?:\d{4}|\d\d)|\d\d?/\d\d?|"#
                // A day before the month, or a number after it.
                + #"(?=\d|\p{L}+\.? \d)(?:\d\d?(?:st|nd|rd|th|er|º)?\.? (?:of |de )?)?"# + "(?:\(months))"
                + #"\.?(?: \d\d?(?:st|nd|rd|th)?)?(?:,? (?:del? )?\d{4})?"#
        ),
        Recognizer(
            "amount", names: "amount price cost total sum refund importe monto montant betrag valor",
            pattern:
                #"(?:(?:R?[$€£]|usd|eur|gbp|brl|chf) ?\d{1,3}(?:[.,]?\d{3}){0,3}(?:[.,]\d{1,2})?|\d{1,3}(?:[.,]?\d{3}){0,3}(?:[.,]\d{1,2})? ?(?:[$€£]|usd|eur|gbp|dollars?|euros?|bucks|pounds|reais))"#
        ),
        Recognizer(
            "postcode", names: "postcode zip zipcode postal postleitzahl plz cep", isNumber: true,
            pattern:
                #"\d{5}-\d{4}|\d{5}-\d{3}|\d{4}-\d{3}|\d{5}|\d{4} [a-z]{2}|[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}|[a-z]\d[a-z] ?\d[a-z]\d"#,
            others: ["phone number", "date", "amount"]),
        Recognizer(
            "phone number", names: "phone telephone mobile cell callback telefono telefon telefone",
            isNumber: true,
            pattern: #"(?:\+?\d{1,3}[ .-]?)?\(?\d{3}\)?[ .-]?\d{3}[ .-]?\d{4}|\+\d{7,15}"#),
        Recognizer("web address", names: "url website link", pattern: #"https?://\S{3,200}"#),
        Recognizer(
            "number",
            names:
                "order tracking invoice policy claim reference account booking ticket serial model number id pedido commande bestellnummer factura",
            isNumber: true,
            pattern: #"#? ?(?=[a-z\d-]{0,23}\d{3})[a-z]{0,6}-?\d[a-z\d-]{2,23}"#,
            others: ["date", "amount", "e-mail address", "web address", "phone number"]),
    ]

    private static let matters: Set<String> = Set(
        "problem issue matter reason request question complaint summary description concern wants asunto motivo problema"
            .split(separator: " ")
            .map { Topics.stem(String($0)) })
}
