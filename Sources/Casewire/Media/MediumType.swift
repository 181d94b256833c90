import CasewireStorage

/// What a picture or other file of a text is, told by its first bytes; a header alone is not believed.
///
/// The types are those that carriers take with a text (Twilio: "Accepted content types for media").
package enum MediumType: String, Sendable, Hashable, Codable, CaseIterable, SQLValueConvertible {
    case jpeg = "image/jpeg"
    case png = "image/png"
    case gif = "image/gif"
    case webp = "image/webp"
    case heic = "image/heic"
    case tiff = "image/tiff"
    case bmp = "image/bmp"
    case pdf = "application/pdf"
    case mp4 = "video/mp4"
    case threeGP = "video/3gpp"
    case quickTime = "video/quicktime"
    case webm = "video/webm"
    case mpeg = "video/mpeg"
    case mp3 = "audio/mpeg"
    case mp4Audio = "audio/mp4"
    case ogg = "audio/ogg"
    case amr = "audio/amr"
    case ac3 = "audio/ac3"
    case wav = "audio/wav"
    case vcard = "text/vcard"
    case calendar = "text/calendar"
    case rtf = "text/rtf"
    case csv = "text/csv"

    /// - Parameter declared: what the carrier says it is; believed only for what has no signature of its own.
    package init?(of content: [UInt8], declared: String) {
        guard let type = Self.signed(content) ?? Self.written(content, declared: declared) else { return nil }
        self = type
    }

    /// Whether every browser shows it and it can hold no script.
    package var isShownInline: Bool {
        switch self {
        case .jpeg, .png, .gif, .webp: true
        default: false
        }
    }

    /// In a word, for people.
    package var words: String {
        switch self {
        case .jpeg, .png, .gif, .webp, .heic, .tiff, .bmp: "picture"
        case .pdf: "PDF"
        case .mp4, .threeGP, .quickTime, .webm, .mpeg: "video"
        case .mp3, .mp4Audio, .ogg, .amr, .ac3, .wav: "audio"
        case .vcard: "contact card"
        case .calendar: "calendar entry"
        case .rtf: "document"
        case .csv: "table"
        }
    }

    /// What a file's name ends in, without the dot.
    package var ending: String {
        switch self {
        case .jpeg: "jpg"
        case .png: "png"
        case .gif: "gif"
        case .webp: "webp"
        case .heic: "heic"
        case .tiff: "tif"
        case .bmp: "bmp"
        case .pdf: "pdf"
        case .mp4: "mp4"
        case .threeGP: "3gp"
        case .quickTime: "mov"
        case .webm: "webm"
        case .mpeg: "mpg"
        case .mp3: "mp3"
        case .mp4Audio: "m4a"
        case .ogg: "ogg"
        case .amr: "amr"
        case .ac3: "ac3"
        case .wav: "wav"
        case .vcard: "vcf"
        case .calendar: "ics"
        case .rtf: "rtf"
        case .csv: "csv"
        }
    }

    // MARK: By its bytes

    private static func signed(_ content: [UInt8]) -> MediumType? {
        func has(_ bytes: [UInt8], at start: Int = 0) -> Bool {
            content.count >= start + bytes.count && content[start...].starts(with: bytes)
        }
        func says(_ word: String, at start: Int = 0) -> Bool { has(Array(word.utf8), at: start) }
        if has([0xFF, 0xD8, 0xFF]) { return .jpeg }
        if has([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
        if says("GIF87a") || says("GIF89a") { return .gif }
        if says("RIFF") && says("WEBP", at: 8) { return .webp }
        if says("RIFF") && says("WAVE", at: 8) { return .wav }
        if has([0x49, 0x49, 0x2A, 0x00]) || has([0x4D, 0x4D, 0x00, 0x2A]) { return .tiff }
        if says("BM") && has([0, 0, 0, 0], at: 6) { return .bmp }
        if says("%PDF-") { return .pdf }
        if says("ftyp", at: 4), content.count >= 12 { return container(brand: content[8..<12]) }
        if has([0x1A, 0x45, 0xDF, 0xA3]) { return .webm }
        if has([0x00, 0x00, 0x01, 0xBA]) || has([0x00, 0x00, 0x01, 0xB3]) { return .mpeg }
        if says("OggS") { return .ogg }
        if says("#!AMR") { return .amr }
        if has([0x0B, 0x77]) { return .ac3 }
        // A frame of layer III, with or without a tag before it (ISO/IEC 11172-3).
        if says("ID3") || content.count > 1 && content[0] == 0xFF && content[1] & 0xE6 == 0xE2 { return .mp3 }
        if says("{\\rtf") { return .rtf }
        return nil
    }

    /// The kinds of ISO base media files (ISO/IEC 14496-12), by their major brand.
    private static func container(brand: ArraySlice<UInt8>) -> MediumType? {
        let brand = String(decoding: brand, as: UTF8.self)
        if ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"].contains(brand) { return .heic }
        if brand.hasPrefix("3g") { return .threeGP }
        if brand == "qt  " { return .quickTime }
        if brand == "M4A " || brand == "M4B " { return .mp4Audio }
        return ["isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "MSNV", "dash"]
            .contains(brand) ? .mp4 : nil
    }

    /// Texts have no signature: the beginning tells two of them, and a table must be said to be one.
    private static func written(_ content: [UInt8], declared: String) -> MediumType? {
        guard !content.isEmpty, !content.contains(0), let text = String(validating: content, as: UTF8.self)
        else { return nil }
        let start = text.drop { $0 == "\u{FEFF}" || $0.isWhitespace }.prefix(20).uppercased()
        if start.hasPrefix("BEGIN:VCARD") { return .vcard }
        if start.hasPrefix("BEGIN:VCALENDAR") { return .calendar }
        let type = declared.prefix { $0 != ";" }.lowercased()
        return type == Self.csv.rawValue && !start.hasPrefix("<") ? .csv : nil
    }
}
