/// Keeps from customers what a model must not say to them, whoever talked it into that.
///
/// A text, an article from elsewhere or a forged result of a tool may lead a model to name another customer's number, a link of an
/// attacker's or a discount that nobody grants, and a customer would trust it, since it comes from the organization. So a draft may
/// name only what stands in the knowledge that was found, in the profile, or in what was said before. Links and amounts are not
/// taken from the customer: a sender can be forged, and the true one would get the answer.
enum DraftGuard {
    /// Why a draft must not be sent; nil where nothing speaks against it.
    static func objection(to draft: String, in turn: Turn) -> String? {
        let ours =
            [turn.organization, turn.profile]
            + turn.found.flatMap { [$0.title, $0.passage, $0.shortAnswer ?? ""] }
            + turn.instructions
            + turn.history.filter { $0.author != .customer }.map(\.text)
        // What a tool answered may be named where it stands alone; a link of it never, since others may have written it.
        let answered = turn.steps.flatMap { $0.results.flatMap(\.facts) }
        let theirs = answered + turn.newTexts + turn.history.filter { $0.author == .customer }.map(\.text)
        if claimsToBePerson(draft) { return "the draft says that a person answers" }
        // Where customers are told to call, a number that only a customer named may be anybody's.
        let callable = invitesToCall(draft) ? answered : theirs
        if let stranger = stranger(in: draft, ours: ours, theirs: theirs, numbers: callable) {
            return "the draft names \(stranger)"
        }
        let granted = Set((ours + answered).flatMap { numbers(in: $0, of: amount) })
        for named in numbers(in: draft, of: amount) where !granted.contains(named) {
            return "the draft names an amount that is not in the knowledge"
        }
        return nil
    }

    /// The same for what is written about a conversation for people; customers may see it in the case.
    static func objection(toNote text: String, on conversation: [ConversationText]) -> String? {
        stranger(in: text, ours: conversation.map(\.text), theirs: []).map { "it names \($0)" }
    }

    /// What a text names that nobody gave, in words.
    ///
    /// - Parameter numbers: of whose texts numbers may be named beside ours; all of theirs where it is nil.
    private static func stranger(
        in text: String, ours: [String], theirs: [String], numbers given: [String]? = nil
    ) -> String? {
        let links = NamedLink.all(in: text)
        let published = ours.flatMap(NamedLink.all)
        let isKnown = links.allSatisfy { link in published.contains { link.leads(whereLeads: $0) } }
        if !isKnown { return "a link that is not in the knowledge" }
        let known = (ours + (given ?? theirs)).flatMap { numbers(in: $0, of: number) }
        let plain = text.replacing(hours, with: " ")
        for named in numbers(in: plain, of: longNumber) where !known.contains(where: { $0.contains(named) }) {
            return "a number that is not in the knowledge or the conversation"
        }
        let written = (ours + theirs).joined(separator: "\n").lowercased()
        for address in text.matches(of: email) where !written.contains(address.output.lowercased()) {
            return "an e-mail address that is not in the knowledge or the conversation"
        }
        return nil
    }

    private static func numbers(in text: String, of form: Regex<Substring>) -> [String] {
        text.matches(of: form).map { String($0.output.filter { $0.isASCII && $0.isNumber }) }
    }

    private static var number: Regex<Substring> { /\d(?:[ .()\/\-‐‑–]{0,2}\d)*/ }
    /// Telephone, account and card numbers: seven digits or more, in groups.
    private static var longNumber: Regex<Substring> { /\d(?:[ .()\/\-‐‑–]{0,2}\d){6,}/ }
    /// From when to when something is open.
    private static var hours: Regex<Substring> { /\d{1,2}[.:]\d{2} ?[\-–] ?\d{1,2}[.:]\d{2}/ }
    private static var email: Regex<Substring> { /[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+/ }
    /// Money and shares.
    private static var amount: Regex<Substring> {
        /[$€£¥] ?\d[\d.,]*|\d[\d.,]* ?(?:[$€£¥%]|percent|per cent|dollars?|euros?|pounds?|usd|eur|gbp)/
            .ignoresCase()
    }
    private static func claimsToBePerson(_ draft: String) -> Bool {
        Words(draft).clauses.contains { clause in
            claims.contains { claim in
                claim.matches(in: clause).contains {
                    $0.lowerBound == 0 || !negations.contains(clause[$0.lowerBound - 1])
                }
            }
        } || isPersonAcrossPauses(Words(draft).all)
    }

    /// "I'm Customer, a real person."
    private static func isPersonAcrossPauses(_ words: [String]) -> Bool {
        claimsAcrossPauses.contains { claim in
            claim.matches(in: words).contains {
                words[$0].allSatisfy { !machines.contains($0) && !negations.contains($0) }
            }
        }
    }

    private static let machines: Set<String> = [
        "bot", "robot", "assistant", "automated", "asistente", "automatique", "automatischer", "assistente",
        "kein", "pas",
    ]
    private static let claimsAcrossPauses: [WordPattern] = [
        "im|am ... a real|actual|living|human|genuine person|human|being",
        "soy ... una? persona|humano real|de|humana",
        "suis ... une? vraie|vrai personne|humain", "bin ... ein|eine echter|echte|richtiger mensch|person",
        "sou ... uma? pessoa|humano real|de|humana",
    ].map { WordPattern($0) }

    /// Whether a text tells somebody to call, or what our number is.
    private static func invitesToCall(_ draft: String) -> Bool {
        Words(draft).clauses.contains { clause in invitations.contains { $0.firstMatch(in: clause) != nil } }
    }

    private static let invitations: [WordPattern] = [
        "^ call|dial|ring|phone|text",
        "please|to|must|should|can|just call|dial|ring|phone|text us|at|on|our|the|this",
        "our|new|support|hotline ... number|line|hotline is|has|changed|now",
        "our new|support number|line|hotline",
        "llame|llamenos|marque|llama|nuestro ... numero|al|este", "nuestro nuevo? numero",
        "appelez|contactez ... nous|le|au|ce", "notre nouveau? numero", "rufen|wahlen sie ... an|uns|die",
        "unsere neue? nummer|telefonnummer|hotline", "ligue|telefone ... para|nos|o", "nosso novo? numero",
    ].map { WordPattern($0) }

    private static let negations: Set<String> = ["no", "nao", "not", "never"]
    private static let claims: [WordPattern] = [
        "im|am a? real|actual|living|human? human|person|being",
        "im|am not a|an bot|robot|machine|computer|chatbot|ai|automated",
        "soy un|una? persona|humano|humana|ser", "no soy un|una? bot|robot|maquina",
        "suis un|une? vraie? personne|humain|humaine", "suis pas un|une? bot|robot|machine",
        "bin ein|eine? echter? mensch|person", "bin kein|keine bot|roboter|maschine|computer",
        "sou um|uma? pessoa|humano|humana|ser", "nao sou um|uma? bot|robo|maquina|robot",
    ].map { WordPattern($0) }
}
