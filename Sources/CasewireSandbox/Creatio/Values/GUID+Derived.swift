import Crypto

extension GUID {
    /// The same GUID for the same words every time, for rows and objects whose real identifiers are not public.
    package static func derived(from words: String) -> GUID {
        var bytes = Array(SHA256.hash(data: Array(words.utf8)).prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        var text = ""
        for (place, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(place) { text += "-" }
            text += (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return GUID(text) ?? .zero
    }
}
