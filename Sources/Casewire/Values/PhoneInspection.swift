/// What the sender or receiver of a text is, as far as its spelling and its numbering plan tell.
package enum SenderKind: String, Hashable, Sendable, Codable, CaseIterable {
    case mobile, fixed
    /// One of the two: in North America they cannot be told apart.
    case fixedOrMobile = "fixed_or_mobile"
    case tollFree = "toll_free"
    case premium
    case sharedCost = "shared_cost"
    case voip, personal, pager, uan, voicemail
    /// Three to six digits, known in one country only.
    case shortCode = "short_code"
    /// A name in place of a number; nothing can be sent to it.
    case alphanumeric
    /// An address of another channel, such as `whatsapp:+1…`.
    case otherChannel = "other_channel"
    case unknown

    /// From libphonenumber's types, in its order.
    fileprivate init(phoneType: Int) {
        let kinds: [SenderKind] = [
            .fixed, .mobile, .fixedOrMobile, .tollFree, .premium, .sharedCost, .voip, .personal, .pager, .uan,
            .voicemail,
        ]
        self = kinds.indices.contains(phoneType) ? kinds[phoneType] : .unknown
    }
}

/// What one text says as a phone number: a line of `casewire inspect phones`.
package struct PhoneInspection: Hashable, Sendable, Codable {
    /// The number, where it is possible.
    package let e164: String?
    /// Whether the numbering plan has its range; a hint that ages.
    package let valid: Bool
    package let kind: SenderKind

    /// Without a region (ISO 3166) a national number is not understood.
    package init(of text: String, region: String? = nil) {
        switch SenderAddress(text) {
        case .otherChannel:
            self.init(e164: nil, valid: false, kind: .otherChannel)
            return
        case .alphanumeric:
            // `1800FLOWERS` and `CALL555…` are numbers spelled with letters, where a plan has them.
            if let parsed = ParsedPhone(text, region: region), parsed.isValid, let e164 = parsed.e164 {
                self.init(e164: e164, valid: true, kind: SenderKind(phoneType: parsed.type))
            } else {
                self.init(e164: nil, valid: false, kind: .alphanumeric)
            }
            return
        case .shortCode:
            // A few countries have subscriber numbers as short as a code.
            if let parsed = ParsedPhone(text, region: region), parsed.isValid, let e164 = parsed.e164 {
                self.init(e164: e164, valid: true, kind: SenderKind(phoneType: parsed.type))
            } else {
                self.init(e164: nil, valid: false, kind: .shortCode)
            }
            return
        case .phone, nil:
            break
        }
        var parsed = ParsedPhone(text, region: region)
        if parsed == nil, region == nil {
            parsed = ParsedPhone(internationalPrefixOf: text)
        }
        self.init(
            e164: parsed?.e164, valid: parsed?.isValid ?? false,
            kind: parsed.map { SenderKind(phoneType: $0.type) } ?? .unknown)
    }

    private init(e164: String?, valid: Bool, kind: SenderKind) {
        self.e164 = e164
        self.valid = valid
        self.kind = kind
    }

    private enum CodingKeys: String, CodingKey { case e164, valid, kind }

    /// Writes `e164` even where it is null.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(e164, forKey: .e164)
        try container.encode(valid, forKey: .valid)
        try container.encode(kind, forKey: .kind)
    }
}
