/// Twilio's error codes in plain words, with what to do (Twilio: "Error and warning dictionary").
enum TwilioErrorText {
    /// For any code; those that are not known are named with the page that explains them.
    ///
    /// `message` is Twilio's own, which may change and is only shown.
    static func words(for code: String, message: String? = nil) -> String {
        if let words = table[code] { return words }
        if code.count == 5, code.hasPrefix("63") {
            return "The other channel (WhatsApp, RCS) refused the message (error \(code)). See \(page(code))"
        }
        let said = message.flatMap { $0.isEmpty ? nil : $0 } ?? "Twilio reports error \(code)."
        return "\(said) See \(page(code))"
    }

    private static func page(_ code: String) -> String { "https://www.twilio.com/docs/errors/\(code)" }

    private static let table: [String: String] = [
        // Account and request.
        "20003":
            "Twilio refuses the account's credentials. Enter the account's SID and its current primary token.",
        "20404":
            "Twilio does not know the account or address that was called. Check the account's SID and the API address.",
        "20429": "Twilio is called too often at once. It will be tried again.",
        "20500": "Twilio had an internal error.",
        "30002": "The Twilio account is suspended. See its console for the reason.",
        "57012": "The token was replaced. Enter the account's new primary token.",
        // The customer's number.
        "21211": "The customer's number is not a valid phone number. Correct it on the contact.",
        "21268": "Premium numbers cannot be texted.",
        "21408":
            "Texting this country is switched off. Allow it under Messaging, Geo permissions, in Twilio's console.",
        "21604": "The customer's number is missing.",
        "21608":
            "A trial account texts verified numbers only. Verify the customer's number or upgrade the account.",
        "21610":
            "The customer opted out of texts from this number. Only the customer can undo it, by texting START.",
        "21612":
            "Twilio cannot carry texts from this number to the customer's. Use a number of another kind or country.",
        "21614": "The customer's number cannot receive texts: it is not a mobile number.",
        "21635": "The customer's number is a landline and cannot receive texts.",
        // Our number.
        "21212": "Our number is not a valid sender. Check how it is set up.",
        "21606": "Our number is not in this Twilio account, or cannot send texts to this country.",
        "21611": "Too many texts are waiting at Twilio for this number. It will be tried again later.",
        "21659": "Our number is not in this Twilio account, or is no phone number or short code of it.",
        "21660": "Our number does not belong to this Twilio account.",
        // The text.
        "21602": "The text is empty.",
        "21617": "The text is over 1,600 characters. Shorten it.",
        // Delivery.
        "14107": "Twilio stopped a loop: over 30 texts went between these two numbers without a pause.",
        "30001": "Twilio's queue was full. Send the text again later.",
        "30003":
            "The customer's phone could not be reached: it may be off or out of range. Send it again later.",
        "30004": "The customer or the carrier blocks texts from our number. Reach the customer another way.",
        "30005":
            "The customer's number is unknown to the carriers, or no longer in service. Check the number.",
        "30006": "The customer's number is a landline, or its carrier cannot be reached.",
        "30007":
            "The carrier filtered the text as unwanted. Do not resend the same words; check the number's registration, and links in the text.",
        "30008": "The carrier gave no reason. Send it once more; if it fails again, ask Twilio's support.",
        "30009": "A part of the customer's text is missing.",
        "30010": "The text costs more than the highest price that was allowed.",
        "30022": "The number sends faster than its registration allows. Send it again in a minute.",
        "30023": "The registration's daily limit at the carrier is used up. Send it again tomorrow.",
        "30024": "The carrier has not set up our number yet. Wait, or ask Twilio's support.",
        "30027": "The registration's daily limit at T-Mobile is used up. Send it again tomorrow.",
        "30032":
            "Our toll-free number is not verified, so carriers refuse its texts. Complete its verification in Twilio's console.",
        "30033":
            "The registered campaign of our number is suspended. See it under Regulatory Compliance in Twilio's console.",
        "30034":
            "Our number is in no approved A2P 10DLC campaign, so US carriers refuse its texts. Register it in Twilio's console.",
        "30035": "Our number is still being set up at the carriers. Send it again later.",
        "30036": "The text waited longer than it may and was dropped. Send it again if it still matters.",
        "30039": "The text looked machine-made, as in a loop of automatic answers, and was stopped.",
        "30410": "The carrier did not answer in time. Send it again later.",
        "30500": "Twilio had a passing error. Send it again later.",
        "63016":
            "More than 24 hours since the customer's last message: WhatsApp then takes approved templates only.",
    ]
}
