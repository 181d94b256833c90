import Casewire
import CasewireStorage
import HTTPTypes
import NIOCore
import TestSupport
import Testing

@testable import CasewireWeb

struct ImportRoutesTests {
    private static func body(_ parts: [(head: String, content: String)]) -> String {
        parts.map { "--XyZ\r\nContent-Disposition: form-data; \($0.head)\r\n\r\n\($0.content)\r\n" }.joined()
            + "--XyZ--\r\n"
    }

    private static let files = [
        (
            "name=\"files\"; filename=\"C:\\faq\\Returns.md\"\r\nContent-Type: text/markdown",
            "# Returns\r\n\r\n30 days --XyZ"
        ),
        (
            "name=\"files\"; filename=\"faq.csv\"\r\nContent-Type: text/csv",
            "title,body\nShipping,5 days\nBad,\n"
        ),
        ("name=\"files\"; filename=\"logo.png\"\r\nContent-Type: image/png", "\u{1}\u{2}"),
    ]

    @Test func `several files are uploaded at once, and each refused one says why`() async throws {
        try await WebWorld().run { caller async throws in
            let admin = try await caller.signIn(.admin)
            func upload(_ token: String) async throws -> WebCaller.Answer {
                try await caller.call(
                    .post, "/knowledge/import",
                    headers: [
                        .cookie: admin.cookie, .accept: "text/html",
                        .contentType: "multipart/form-data; boundary=XyZ",
                    ], body: Self.body([("name=\"form_token\"", token)] + Self.files))
            }
            #expect(try await upload("forged").status == 403)
            #expect(try await caller.world.database.read { try $0.articleList(ArticleQuery()).isEmpty })
            let answer = try await upload(admin.formToken)
            #expect(answer.status == 200)
            #expect(answer.text.contains("2 new, 0 changed, 0 as before, 2 refused."))
            #expect(answer.text.contains("logo.png: It is no Markdown"))
            #expect(answer.text.contains("faq.csv, row 3: There is nothing to say yet"))
            let kept = try await caller.world.database.read { try $0.articleList(ArticleQuery()) }
            #expect(kept.map(\.content.body) == ["30 days --XyZ", "5 days"])
            #expect(
                kept.map(\.source) == ["Returns.md", "faq.csv"] && kept.allSatisfy { $0.state == .draft })
            let none = try await caller.submit("/knowledge/import", in: admin)
            #expect(none.status == 422 && none.text.contains("Choose a file first."))
        }
    }

    @Test(arguments: [
        "", "--XyZ", "--XyZ\r\nContent-Disposition: form-data; name=\"a\"", "--Other\r\n\r\n--Other--",
        "--XyZ\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nnever ended",
    ])
    func `a body that is cut off is not read`(_ body: String) {
        #expect(MultipartForm(Array(body.utf8), type: "multipart/form-data; boundary=XyZ") == nil)
    }

    @Test func `an empty file and an empty field are read as such`() throws {
        let form = try #require(
            MultipartForm(
                Array(
                    Self.body([
                        ("name=\"a\"", ""), ("name=\"files\"; filename=\"\"", ""),
                        ("name=\"files\"; filename=\"x%22y.txt\"", ""),
                    ]).utf8),
                type: "multipart/form-data; boundary=\"XyZ\""))
        #expect(form["a"] == "" && form.files.map(\.name) == ["x\"y.txt"] && form.files[0].bytes.isEmpty)
    }

    @Test func `scripts import files, and ask for a website`() async throws {
        try await WebWorld().run { caller async throws in
            let key = try await caller.makeKey(.admin)
            let order = ##"{"files": [{"name": "a.md", "content": "# A\nOne."}], "publish": true}"##
            let made = try await caller.api(.post, "knowledge/import", key: key, body: order)
            #expect(try made.json["created"] as? [String] == ["A"], "\(made.text)")
            let again = try await caller.api(.post, "knowledge/import", key: key, body: order)
            #expect(try again.json["unchanged"] as? Int == 1)
            #expect(try await caller.api(.get, "knowledge/sitemap", key: key).status == 404)
            let bad = try await caller.api(
                .post, "knowledge/sitemap", key: key, body: #"{"address": "http://intranet/"}"#)
            #expect(bad.status == 422)
            let asked = try await caller.api(
                .post, "knowledge/sitemap", key: key,
                body: #"{"address": "https://help.example.com/sitemap.xml"}"#)
            #expect(asked.status == 202, "\(asked.text)")
            try await caller.world.jobs.runDue()
            let report = try await caller.api(.get, "knowledge/sitemap", key: key)
            #expect((try report.json["failure"] as? String)?.contains("cannot be read") == true)
            let admin = try await caller.signIn(.admin)
            #expect(try await caller.page("/knowledge/import", in: admin).text.contains("cannot be read"))
        }
    }
}
