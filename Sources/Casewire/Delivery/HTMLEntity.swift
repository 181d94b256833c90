/// The character references of HTML that occur in texts (HTML Living Standard, section 13.5).
enum HTMLEntity {
    /// What `&name;` stands for; `#8217` and `#x2019` are names too. Nil for a name that is not known.
    static func scalar(named name: String) -> Unicode.Scalar? {
        guard name.hasPrefix("#") else { return named[name] }
        let digits = name.dropFirst()
        let isHexadecimal = digits.first == "x" || digits.first == "X"
        let value = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        guard let value, let scalar = Unicode.Scalar(value), value > 0 else { return nil }
        // Windows-1252, as browsers read it.
        if (0x80...0x9F).contains(value) { return windows[value] }
        return scalar == "\u{A0}" ? " " : scalar
    }

    private static let named: [String: Unicode.Scalar] = {
        var table: [String: Unicode.Scalar] = [
            "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "ensp": " ",
            "emsp": " ",
            "thinsp": " ", "zwj": "\u{200D}", "zwnj": "\u{200C}", "lrm": "\u{200E}", "rlm": "\u{200F}",
            "hellip": "…", "mdash": "—", "ndash": "–", "lsquo": "‘", "rsquo": "’", "sbquo": "‚", "ldquo": "“",
            "rdquo": "”", "bdquo": "„", "lsaquo": "‹", "rsaquo": "›", "bull": "•", "euro": "€", "trade": "™",
            "prime": "′", "Prime": "″", "minus": "−", "le": "≤", "ge": "≥", "ne": "≠", "rarr": "→",
            "larr": "←",
            "hearts": "♥", "check": "✓", "OElig": "Œ", "oelig": "œ", "Scaron": "Š", "scaron": "š",
            "Yuml": "Ÿ",
            "NewLine": "\n", "Tab": "\t", "num": "#", "ast": "*", "lowbar": "_", "grave": "`", "lbrack": "[",
            "rbrack": "]", "excl": "!", "colon": ":", "sol": "/", "percnt": "%", "plus": "+", "equals": "=",
        ]
        for (offset, name) in latin1.split(separator: " ").enumerated() {
            table[String(name)] = Unicode.Scalar(UInt32(0xA1 + offset))
        }
        return table
    }()

    /// U+00A1 to U+00FF in order.
    private static let latin1 = """
        iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro \
        para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig \
        Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times \
        Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave \
        eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave \
        uacute ucirc uuml yacute thorn yuml
        """

    private static let windows: [UInt32: Unicode.Scalar] = [
        0x80: "€", 0x82: "‚", 0x84: "„", 0x85: "…", 0x8B: "‹", 0x91: "‘", 0x92: "’", 0x93: "“", 0x94: "”",
        0x95: "•",
        0x96: "–", 0x97: "—", 0x99: "™", 0x9B: "›",
    ]
}
