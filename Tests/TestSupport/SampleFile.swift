package import Casewire

/// Files as customers send them, as far as their first bytes tell.
package enum SampleFile {
    /// A picture of so many bytes, each file another.
    package static func jpeg(_ bytes: Int = 1000, seed: UInt8 = 1) -> [UInt8] {
        let head: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0]
        return head + (0..<max(0, bytes - head.count)).map { UInt8(truncatingIfNeeded: $0 &* 31) ^ seed }
    }

    package static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3]
    package static let svg = Array(#"<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>"#.utf8)
    package static let vcard = Array("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Customer\r\nEND:VCARD\r\n".utf8)
    package static let pdf = Array("%PDF-1.7\n".utf8)

    /// A picture as a webhook names it.
    package static func picture(_ name: String, type: String = "image/jpeg") -> InboundText.Media {
        InboundText.Media(url: "https://carrier.example.com/\(name)", contentType: type)
    }
}

extension ScriptedSMS {
    /// Puts a file where `SampleFile.picture` names it.
    package func put(_ content: [UInt8], as name: String, type: String? = "image/jpeg") {
        put(
            .success(FetchedMedium(content: content, declaredType: type)),
            at: "https://carrier.example.com/\(name)")
    }

    package func fail(_ failure: MediumFailure, for name: String) {
        put(.failure(failure), at: "https://carrier.example.com/\(name)")
    }
}
