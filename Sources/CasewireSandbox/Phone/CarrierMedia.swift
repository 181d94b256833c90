package import FoundationEssentials

/// A picture or other file of a text.
package struct CarrierMedia: Sendable, Codable, Equatable {
    package let sid: String
    package let contentType: String
    /// The bytes, where the carrier keeps them; nil where `url` says where they are.
    package let content: Data?
    package let url: String?

    /// Files of a text have at most this many bytes together (Twilio: "Accepted content types for media").
    package static let sizeLimit = 5_000_000

    /// A `data:` URL's content, or another URL by which the file is fetched; nil when it is neither.
    package init?(sid: String, source: String) {
        self.sid = sid
        guard source.hasPrefix("data:") else {
            guard WebhookAddress(source) != nil else { return nil }
            contentType = Self.contentType(of: source)
            content = nil
            url = source
            return
        }
        let parts = source.dropFirst(5).split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].hasSuffix(";base64"),
            let data = Data(base64Encoded: String(parts[1])),
            data.count <= Self.sizeLimit
        else { return nil }
        contentType = String(parts[0].prefix { $0 != ";" })
        content = data
        url = nil
    }

    package init(sid: String, contentType: String, content: Data?, url: String?) {
        self.sid = sid
        self.contentType = contentType
        self.content = content
        self.url = url
    }

    var isPicture: Bool { contentType.hasPrefix("image/") }

    /// The type that a URL's ending stands for; a JPEG picture when it says nothing.
    package static func contentType(of url: String) -> String {
        let path = url.prefix { !"?#".contains($0) }.lowercased()
        let ending = path.split(separator: ".").last.map(String.init) ?? ""
        return types[ending] ?? "image/jpeg"
    }

    private static let types = [
        "png": "image/png", "gif": "image/gif", "jpg": "image/jpeg", "jpeg": "image/jpeg",
        "webp": "image/webp",
        "pdf": "application/pdf", "mp4": "video/mp4", "3gp": "video/3gpp", "mp3": "audio/mpeg",
        "amr": "audio/amr",
        "vcf": "text/vcard", "heic": "image/heic",
    ]
}
