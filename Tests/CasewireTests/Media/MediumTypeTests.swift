import Casewire
import TestSupport
import Testing

struct MediumTypeTests {
    private static func text(_ words: String) -> [UInt8] { Array(words.utf8) }
    private static func box(_ brand: String) -> [UInt8] {
        [0, 0, 0, 24] + text("ftyp\(brand)") + [0, 0, 0, 0]
    }

    private static let known: [(content: [UInt8], type: MediumType)] = [
        (SampleFile.jpeg(), .jpeg), (SampleFile.png, .png), (text("GIF89a"), .gif),
        (text("RIFF....WEBPVP8 "), .webp), (text("RIFF....WAVEfmt "), .wav), (box("heic"), .heic),
        (box("mif1"), .heic), (box("isom"), .mp4), (box("mp42"), .mp4), (box("3gp4"), .threeGP),
        (box("qt  "), .quickTime), (box("M4A "), .mp4Audio), ([0x1A, 0x45, 0xDF, 0xA3], .webm),
        ([0, 0, 1, 0xBA], .mpeg), (SampleFile.pdf, .pdf), (text("OggS"), .ogg), (text("#!AMR\n"), .amr),
        ([0x0B, 0x77, 0], .ac3), (text("ID3\u{4}"), .mp3), ([0xFF, 0xFB, 0x90, 0], .mp3),
        ([0x49, 0x49, 0x2A, 0], .tiff), ([0x42, 0x4D, 9, 9, 9, 9, 0, 0, 0, 0], .bmp),
        (SampleFile.vcard, .vcard),
        (text("BEGIN:VCALENDAR\r\n"), .calendar), (text("{\\rtf1}"), .rtf),
    ]

    @Test
    func `a file is what its bytes say, whatever is said of it`() {
        for (content, type) in Self.known {
            for declared in ["image/jpeg", "application/octet-stream", "text/html", ""] {
                #expect(MediumType(of: content, declared: declared) == type)
            }
        }
        #expect(Set(Self.known.map(\.type)).union([.csv]) == Set(MediumType.allCases))
    }

    @Test
    func `what is none of them is refused under every name`() {
        let strangers: [[UInt8]] = [
            SampleFile.svg, Self.text("<!doctype html><script>1</script>"), Self.text("MZ\u{1}"), [], [0xFF],
            Self.text("PK\u{3}\u{4}"), Self.text("#!/bin/sh\n"), Self.text("\u{7F}ELF"),
            [0xFF, 0xFE, 0x3C, 0x00],
            [0, 0, 0, 24, 0x66, 0x74, 0x79, 0x70], Self.box("evil"),
        ]
        for content in strangers {
            for declared in ["image/jpeg", "image/svg+xml", "text/html", "application/pdf", "text/vcard"] {
                #expect(MediumType(of: content, declared: declared) == nil)
            }
        }
    }

    @Test
    func `a table is one only where it is said to be, and is text`() {
        let table = Array("a,b\r\n1,2\r\n".utf8)
        #expect(MediumType(of: table, declared: "text/csv; charset=utf-8") == .csv)
        #expect(MediumType(of: table, declared: "text/plain") == nil)
        #expect(MediumType(of: Array("<svg/>".utf8), declared: "text/csv") == nil)
        #expect(MediumType(of: [0x61, 0, 0x2C], declared: "text/csv") == nil)
        #expect(MediumType(of: [0x61, 0xFF, 0x2C], declared: "text/csv") == nil)
    }

    @Test
    func `only pictures that hold no script are shown in a page`() {
        let shown = MediumType.allCases.filter(\.isShownInline)
        #expect(Set(shown) == [.jpeg, .png, .gif, .webp])
    }

    @Test(arguments: [
        (0, "0 bytes"), (1, "1 byte"), (1023, "1023 bytes"), (1024, "1 KB"), (1025, "2 KB"),
        (1_048_576, "1 MB"),
        (1_048_577, "1.1 MB"), (5_242_880, "5 MB"), (5_242_881, "5.1 MB"), (12 * 1_048_576, "12 MB"),
        (12 * 1_048_576 + 1, "13 MB"),
    ])
    func `sizes are rounded up`(bytes: Int, words: String) {
        #expect(ByteWords.words(bytes) == words)
    }
}
