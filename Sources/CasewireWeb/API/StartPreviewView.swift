import Casewire

/// What a first text would meet, as the API tells it.
struct StartPreviewView: Encodable {
    let phone: String
    let number: String
    @OrNull var contact: String?
    /// The open session that the text would be a part of.
    @OrNull var session: String?
    let segments: Int
    let encoding: String
    /// Of all segments, in millionths of the currency.
    @OrNull var costMillionths: Int?
    @OrNull var obstacle: String?
    @OrNull var leavesAt: String?

    init(_ preview: StartPreview) {
        phone = preview.phone.e164
        number = preview.number.e164
        contact = preview.contact?.id.rawValue
        session = preview.session?.rawValue
        segments = preview.segments.count
        encoding = preview.segments.encoding.rawValue
        costMillionths = preview.price.map { $0 * preview.segments.count }
        obstacle = preview.obstacle
        leavesAt = preview.leavesAt?.iso8601
    }
}
