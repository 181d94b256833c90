/// Telnyx's error codes in plain words, with what to do (Telnyx: "Messaging error codes").
enum TelnyxErrorText {
    /// For any code; `detail` is Telnyx's own, which may change and is only shown.
    static func words(for code: String, detail: String? = nil) -> String {
        if let words = table[code] { return words }
        let said = detail.flatMap { $0.isEmpty ? nil : $0 } ?? "Telnyx reports error \(code)."
        return "\(said) See https://developers.telnyx.com/docs/overview/errors/\(code)"
    }

    private static let table = [
        "401": "Telnyx refuses the API key. Enter a current one.",
        "10009": "Telnyx refuses the API key. Enter a current one.",
        "40300":
            "The customer opted out of texts from this number. Only the customer can undo it, by texting START.",
        "40001": "The customer's number cannot receive texts: it is a landline or not reachable.",
        "40002": "The carrier filtered the text as unwanted. Do not resend the same words.",
        "40003": "The carrier filtered the text as unwanted, for good. Check the number's registration.",
        "40004": "The customer's carrier rejected the text.",
        "40005": "The text waited too long and was dropped. Send it again if it still matters.",
        "40006": "The customer's carrier could not be reached. Send the text again later.",
        "40008": "The carrier gave no reason. Send it once more; if it fails again, ask Telnyx's support.",
        "40010":
            "Our number is in no approved 10DLC campaign, so US carriers refuse its texts. Register it in Telnyx's portal.",
        "40305": "Our number is not a valid sender of this Telnyx account. Check its messaging profile.",
        "40310": "The customer's number is not a valid phone number. Correct it on the contact.",
    ]
}
