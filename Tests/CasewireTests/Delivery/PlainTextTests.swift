import TestSupport
import Testing

@testable import Casewire

struct PlainTextTests {
    @Test(arguments: [
        "", "Hello.", "I <3 you & AT&T", "a < b and c > d", "2 * 3 * 4 = 24", "5*3=15 and 2*4=8",
        "snake_case_name",
        "card ****1234 or **5678", "Use the #help tag", "# 5 is yours", "It's $5* today, f*** yes",
        "a_b@example.com",
        "https://example.com/a_b_c?x=*y*&z=_1_", "C:\\Users\\me", "R&D; and so on;", "<John> said so",
        "1. one\n2. two",
        "- one\n- two", "Price | quality", "that`s fine", "it's ~5 or ~~ 6", "[not a link] (really)",
        "array[0](x)", "~tilde~",
        "5 > 3", "a\n\nb", "+ 5 dollars", "x <y@ z>", "&unknown; &; &#; &#x;", "2**3**4",
    ])
    func `plain text stays as it is`(text: String) {
        #expect(PlainText.from(text) == text)
    }

    @Test(arguments: [
        ("<p>Hello</p><p>World</p>", "Hello\nWorld"),
        ("<p>Hello\nthere</p>\n<p>World</p>", "Hello there\nWorld"),
        ("one<br>two<br/>three<BR />four", "one\ntwo\nthree\nfour"),
        ("one<br><br><br><br>two", "one\n\ntwo"),
        ("<ul><li>one</li><li>two</li></ul>after", "- one\n- two\nafter"),
        (
            "<div style=\"color: red\">It&#39;s &lt;fine&gt; &amp; good&nbsp;now</div>",
            "It's <fine> & good now"
        ),
        ("Hi\n<b>there</b>, <i class='a>b'>you</i>", "Hi\nthere, you"),
        ("R&amp;D caf&eacute; &euro;5 &#x1F600; &#8217; &#146;", "R&D café €5 😀 ’ ’"),
        ("&amp;lt;", "&lt;"),
        ("<script>if (a < b) alert('x')</script>safe<style>p{}</style>", "safe"),
        ("<SCRIPT src=x>evil()</SCRIPT >ok", "ok"),
        ("<!-- hidden --><span>seen</span>", "seen"),
        ("<head><title>T</title></head><body>B</body>", "B"),
        (
            "<a href=\"https://example.com/x?a=1&amp;b=2\">our page</a>.",
            "our page (https://example.com/x?a=1&b=2)."
        ),
        ("<a href='https://example.com/'>example.com</a>", "example.com"),
        ("<a href=\"mailto:help@example.com\">help@example.com</a>", "help@example.com"),
        ("<a name=x>here</a>", "here"),
        ("<img src=\"data:image/png;base64,AAAA\">text", "text"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("run `<b>` now", "run <b> now"),
        ("<h1>Title</h1>text", "Title\ntext"),
        ("a <b", "a <b"),
        ("<b>unclosed", "unclosed"),
    ])
    func `HTML becomes what it shows`(html: String, text: String) {
        #expect(PlainText.from(html) == text)
    }

    @Test(arguments: [
        (
            "**Bold**, *italic*, __bold__, _italic_, ***both***, ~~gone~~",
            "Bold, italic, bold, italic, both, gone"
        ),
        ("**bold *and italic* words**", "bold and italic words"),
        ("这是**重要**的", "这是重要的"),
        ("# Title\n\ntext", "Title\n\ntext"),
        ("### Steps ###", "Steps"),
        ("Title\n=====\ntext", "Title\n\ntext"),
        ("one\n\n---\n\ntwo", "one\n\ntwo"),
        ("* one\n* **two**\n  * three", "- one\n- two\n- three"),
        ("- [ ] to do\n- [x] done", "- to do\n- done"),
        ("> quoted\n> more", "quoted\nmore"),
        ("use `git_log *now*` please", "use git_log *now* please"),
        ("```swift\nlet a = b * c * d\n# no title\n```\nDone.", "let a = b * c * d\n# no title\nDone."),
        ("Try\n```\n<b>&amp;</b>", "Try\n<b>&amp;</b>"),
        ("~~~\ncode\n~~~", "code"),
        ("see [our page](https://example.com/a_b) now", "see our page (https://example.com/a_b) now"),
        ("[https://example.com](https://example.com)", "https://example.com"),
        ("[a (b)](https://example.com/x_(y) \"title\")", "a (b) (https://example.com/x_(y))"),
        ("[call us](tel:+15550001000)", "call us"),
        ("![a map](https://example.com/map.png)", "a map (https://example.com/map.png)"),
        ("![](https://example.com/map.png)", "https://example.com/map.png"),
        ("**https://example.com/a_b**", "https://example.com/a_b"),
        ("<https://example.com/a_b> or <help@example.com>", "https://example.com/a_b or help@example.com"),
        ("| Size | Price |\n|:---|---:|\n| S | $5 |\n| M | **$6** |", "Size, Price\nS, $5\nM, $6"),
        ("\\*not bold\\* and \\_this\\_", "*not bold* and _this_"),
        ("<p>**Bold** in HTML</p>", "Bold in HTML"),
    ])
    func `Markdown becomes what it shows`(markdown: String, text: String) {
        #expect(PlainText.from(markdown) == text)
    }

    @Test(arguments: [
        ("a\r\nb\rc\u{2028}d", "a\nb\nc\nd"),
        ("  a \t b  \n\n\n\n c ", "a b\n\nc"),
        ("a\0b\u{7}c\u{1b}d\u{9f}e", "abcde"),
        ("a\u{200b}b\u{feff}c\u{202e}d\u{ad}e", "abcde"),
        ("cafe\u{301}", "caf\u{e9}"),
        ("👨‍👩‍👧 ❤️", "👨‍👩‍👧 ❤️"),
        ("&#7;&#0;a", "&#0;a"),
        (" \n\t", ""),
    ])
    func `controls go and white space is tidied`(draft: String, text: String) {
        #expect(Array(PlainText.from(draft).unicodeScalars) == Array(text.unicodeScalars))
    }

    @Test(arguments: [
        "<script>", "<a \"", "*a ", "[", "`", "**", "<!--", "![a](", "&amp", "<b ", "_a_b", "> ",
        "<style><script>", "|a|\n|-|\n",
        "***a",
    ])
    func `the time for a text of nothing but marks grows with its length, not with its square`(mark: String) {
        let ratio = Growth.ratio(from: 250, to: 2000) { count in
            _ = PlainText.from(String(repeating: mark, count: count))
        }
        // Eight times the length: 8 if straight, 64 if square.
        #expect(ratio < 32, "\(mark): \(ratio)")
    }
}
