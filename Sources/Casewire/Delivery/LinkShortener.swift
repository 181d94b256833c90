import Foundation

/// Public services that make links short: carriers filter texts that hold one, since most of what they carry is unwanted, and
/// the carriers' own rules advise against them.
package enum LinkShortener {
    /// The name of the first such service in a text, such as `bit.ly`; nil where there is none.
    package static func named(in text: String) -> String? {
        for word in text.split(whereSeparator: { $0.isWhitespace || "()<>[]\"'".contains($0) }) {
            let address = word.range(of: "://").map { word[$0.upperBound...] } ?? word
            let host = address.prefix { !"/?#:".contains($0) }.lowercased()
            let bare = (host.hasPrefix("www.") ? String(host.dropFirst(4)) : host).trimmingDots()
            if hosts.contains(bare) { return bare }
        }
        return nil
    }

    /// What to tell who wrote it.
    package static func warning(about text: String) -> String? {
        named(in: text).map {
            "The text links to \($0). Carriers filter texts with public link shorteners: write the whole link instead."
        }
    }

    private static let hosts: Set<String> = [
        "bit.ly", "bitly.com", "j.mp", "tinyurl.com", "tiny.cc", "t.co", "goo.gl", "ow.ly", "is.gd", "v.gd",
        "buff.ly",
        "rebrand.ly", "cutt.ly", "rb.gy", "shorturl.at", "short.gy", "t.ly", "tr.ee", "lnkd.in", "bl.ink",
        "dlvr.it", "adf.ly",
        "trib.al", "soo.gd", "s.id", "x.co", "qr.ae", "shorte.st", "clck.ru", "u.to", "urlz.fr", "kutt.it",
        "snip.ly",
    ]
}

extension String {
    /// Without what ends a sentence.
    fileprivate func trimmingDots() -> String {
        String(reversed().drop { ".,;!".contains($0) }.reversed())
    }
}
