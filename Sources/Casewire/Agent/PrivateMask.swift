/// Takes out of a text what no model, no log and no Creatio may see: bank account, card and social security numbers, passwords.
package enum PrivateMask {
    /// People still read the text as it came; each thing taken out is named by words in square brackets.
    package static func mask(_ text: String) -> String {
        // An account number's digits may pass for a card's, so it goes first.
        CardMask.mask(IBANMask.mask(PasswordMask.mask(text)))
    }
}
