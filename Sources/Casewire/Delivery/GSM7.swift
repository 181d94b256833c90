/// The alphabet that fits seven bits a character (3GPP TS 23.038, section 6.2.1).
enum GSM7 {
    /// What a scalar costs in septets: 1 in the basic table, 2 in the extension table, nil in neither.
    ///
    /// Keyed by scalar, since two `Character`s may be equal and yet differ in what is sent: é, and e with an accent.
    static func septets(of scalar: Unicode.Scalar) -> Int? {
        switch scalar.value {
        case 0x20...0x5A, 0x61...0x7A, 0x5F: 1  // All ASCII but the rows below and the backtick.
        case 0x0A, 0x0D: 1
        case 0x0C, 0x5B...0x5E, 0x7B...0x7E: 2  // Form feed, [ \ ] ^ and { | } ~
        case 0..<0x80: nil
        case 0xA1, 0xA3, 0xA4, 0xA5, 0xA7, 0xBF: 1  // ¡ £ ¤ ¥ § ¿
        case 0xC4, 0xC5, 0xC6, 0xC7, 0xC9, 0xD1, 0xD6, 0xD8, 0xDC, 0xDF: 1  // Ä Å Æ Ç É Ñ Ö Ø Ü ß; not ç.
        case 0xE0, 0xE4, 0xE5, 0xE6, 0xE8, 0xE9, 0xEC: 1  // à ä å æ è é ì
        case 0xF1, 0xF2, 0xF6, 0xF8, 0xF9, 0xFC: 1  // ñ ò ö ø ù ü
        case 0x393, 0x394, 0x398, 0x39B, 0x39E, 0x3A0, 0x3A3, 0x3A6, 0x3A8, 0x3A9: 1  // Γ Δ Θ Λ Ξ Π Σ Φ Ψ Ω
        case 0x20AC: 2  // €
        default: nil
        }
    }
}
