/// Vonage's error codes in plain words, with what to do (Vonage: "SMS delivery receipts", "Messages API errors").
enum VonageErrorText {
    /// For any code; `detail` is Vonage's own, which may change and is only shown.
    static func words(for code: String, detail: String? = nil) -> String {
        if let words = table[code] { return words }
        let said = detail.flatMap { $0.isEmpty ? nil : $0 } ?? "Vonage reports error \(code)."
        return "\(said) See https://developer.vonage.com/en/api-errors"
    }

    private static let table = [
        "401": "Vonage refuses the API key or secret. Enter current ones.",
        "402": "The Vonage account has no credit left. Top it up.",
        "403": "The Vonage account may not send this. See its dashboard for the reason.",
        // Delivery receipts.
        "1": "The carrier does not know the customer's number. Check it.",
        "2": "The customer's phone was off or out of range. Send the text again later.",
        "3": "The customer's phone was off or out of range for too long. Send the text again later.",
        "4": "The customer's phone cannot receive texts at the moment.",
        "5": "The carrier gave no reason. Send it once more; if it fails again, ask Vonage's support.",
        "6": "The customer's number was moved to another carrier and is not reachable yet.",
        "7": "The carrier filtered the text as unwanted. Do not resend the same words.",
        "8": "The carrier stopped the text for another reason.",
        "9": "The customer's number cannot receive texts from our number.",
        "10": "Our number is not a valid sender there.",
        "11": "The customer's carrier refused the text.",
        "99": "The carrier gave no reason. Send it once more; if it fails again, ask Vonage's support.",
    ]
}
