import Casewire
import CasewirePages

/// What may keep a person's text from doing what it should; they may send it all the same.
enum TextWarning {
    static func words(about text: String) -> String? {
        if let word = ConsentKeyword.wordAskedFor(in: text) {
            return say(
                """
                The text asks for the answer “\(word)”, which carriers take for an opt-out, an opt-in or a call for help. \
                Word it differently, or send it again as it is.
                """)
        }
        return LinkShortener.warning(about: text).map { say("\(say(told: $0)) Or send it again as it is.") }
    }
}
