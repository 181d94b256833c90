import CasewireStorage

/// How the files of a text of ours reach the customer: with the text (MMS), or as links in it.
package enum FileCarriage: Sendable, Hashable {
    case along
    case linked

    /// Pictures that carriers make smaller by themselves may have so many bytes together (Twilio: "Accepted content types for
    /// media").
    private static let mostPictureBytes = 5_000_000
    /// Any other file has at most so many.
    private static let mostOtherBytes = 500_000

    /// All files of a text go the same way. Only US and Canadian phones get them along; there they are sent on by every
    /// carrier, elsewhere by few.
    package init(
        of files: [(type: MediumType, bytes: Int)], by carrier: CarrierDescription?, to phone: PhoneNumber
    ) {
        let isFit = files.allSatisfy { file in
            switch file.type {
            case .jpeg, .png, .gif: true
            default: file.bytes <= Self.mostOtherBytes
            }
        }
        let bytes = files.reduce(0) { $0 + $1.bytes }
        let goesAlong =
            (carrier?.sendsFiles ?? false) && phone.e164.hasPrefix("+1") && isFit
            && bytes <= Self.mostPictureBytes && files.count <= Medium.mostOfText
        self = goesAlong ? .along : .linked
    }
}

extension Services {
    /// The addresses of files that the carrier takes along with a text of ours.
    func filesGoing(
        with message: Message, by kind: Number.ProviderKind, to phone: PhoneNumber
    ) async throws -> [String] {
        guard message.author == .rep else { return [] }
        let kept = try await database.read { try $0.media(of: message.id) }.compactMap { medium in
            medium.type.map { (id: medium.id, type: $0, bytes: medium.size ?? 0) }
        }
        guard !kept.isEmpty,
            FileCarriage(
                of: kept.map { ($0.type, $0.bytes) }, by: connections.carrier(of: kind), to: phone) == .along
        else { return [] }
        return kept.map {
            publicURL + FileAddress.path(of: $0.id, as: $0.type, writtenAt: message.createdAt, vault: vault)
        }
    }
}
