import CasewireSandbox
import HTTPTypes
import Testing

struct ODataBatchTests {
    private let prefer = HTTPField.Name("Prefer")

    private func batch(_ site: SiteUnderTest, _ requests: [String], goOn: Bool = false) async throws
        -> SiteUnderTest.Answer
    {
        var more: HTTPFields = [:]
        if goOn { more[try #require(prefer)] = "continue-on-error" }
        return try await site.send(
            .post, "\(site.root)/$batch", body: "{\"requests\":[\(requests.joined(separator: ","))]}",
            type: "application/json", more: more)
    }

    private func insert(_ id: String, _ subject: String?, group: String? = nil) -> String {
        let group = group.map { ",\"atomicityGroup\":\"\($0)\"" } ?? ""
        let body = subject.map { "{\"Subject\":\"\($0)\"}" } ?? "{\"Nope\":1}"
        return
            "{\"id\":\"\(id)\",\"method\":\"POST\",\"url\":\"Case\"\(group),\"headers\":{\"Content-Type\":\"application/json\"},\"body\":\(body)}"
    }

    private func statuses(_ answer: SiteUnderTest.Answer) -> [Int] {
        answer.json["responses"]?.list?.compactMap { $0["status"]?.integer } ?? []
    }

    @Test func `parts are answered in order with status, headers and body`() async throws {
        try await SiteUnderTest.run { site in
            let id = try await site.makeCase()
            let answer = try await batch(
                site,
                [
                    insert("t1", "One", group: "g1"),
                    "{\"id\":\"t2\",\"method\":\"PATCH\",\"url\":\"Case/\(id)\",\"body\":{\"Notes\":\"n\"}}",
                    "{\"id\":\"t3\",\"method\":\"GET\",\"url\":\"Case?$select=Id&$filter=Subject%20eq%20'One'\"}",
                    "{\"id\":\"t4\",\"method\":\"DELETE\",\"url\":\"/odata/Case(\(id))\"}",
                ])
            #expect(answer.status == 200)
            #expect(statuses(answer) == [201, 204, 200, 204])
            let responses = try #require(answer.json["responses"]?.list)
            #expect(
                responses[0]["headers"]?["location"]?.text?.hasPrefix("http://localhost/odata/Case(") == true)
            #expect(responses[0]["headers"]?["content-type"] == "application/json; odata.metadata=minimal")
            #expect(responses[0]["atomicityGroup"]?.text.flatMap { GUID($0) } != nil)
            #expect(responses[1]["headers"] == ["odata-version": "4.0"])
            #expect(responses[1]["body"] == nil)
            #expect(responses[2]["body"]?["value"]?.list?.count == 1)
        }
    }

    @Test func `the first failure ends the batch unless it is to go on`() async throws {
        try await SiteUnderTest.run { site async throws in
            let requests = [insert("1", "A"), insert("2", nil), insert("3", "C")]
            #expect(statuses(try await batch(site, requests)) == [201, 400])
            #expect(statuses(try await batch(site, requests, goOn: true)) == [201, 400, 201])
            #expect(try await site.get("Case/$count").text == "3")
        }
    }

    @Test func `a failed group is undone as a whole, or not, as switched`() async throws {
        try await SiteUnderTest.run { site in
            let requests = [insert("1", "A", group: "g"), insert("2", nil, group: "g"), insert("3", "C")]
            #expect(statuses(try await batch(site, requests)) == [400])
            #expect(try await site.get("Case/$count").text == "0")
            try await site.order("switches", "{\"atomicGroups\":false}")
            #expect(statuses(try await batch(site, requests)) == [201, 400])
            #expect(try await site.get("Case/$count").text == "1")
        }
    }

    @Test func `a batch holds a hundred parts and each counts against the quota`() async throws {
        try await SiteUnderTest.run { site in
            let parts = (1...100).map { insert("\($0)", "A") }
            try await site.send(.delete, "/sandbox/usage")
            #expect(statuses(try await batch(site, parts)).count == 100)
            #expect(try await site.send(.get, "/sandbox/usage").json == ["operations": 100, "requests": 1])
            let refused = try await batch(site, parts + [insert("101", "A")])
            #expect(refused.status == 400)
            #expect(try await site.get("Case/$count").text == "100")
        }
    }

    @Test(arguments: ["{", "{}", "{\"requests\":[{\"id\":\"1\"}]}"])
    func `what is no batch is refused`(body: String) async throws {
        try await SiteUnderTest.run { site async throws in
            #expect(try await site.post("$batch", body).status == 400)
        }
    }

    @Test(arguments: ["\r\n", "\n"])
    func `a multipart batch is answered in kind, or in JSON when asked`(newline: String) async throws {
        try await SiteUnderTest.run { site in
            let lines = [
                "--batch_1", "Content-Type: multipart/mixed; boundary=changeset_1", "", "--changeset_1",
                "Content-Type: application/http", "Content-Transfer-Encoding: binary", "Content-ID: 7", "",
                "POST Case HTTP/1.1", "Content-Type: application/json", "", "{\"Subject\":\"Multi\"}",
                "--changeset_1--", "--batch_1", "Content-Type: application/http", "",
                "GET /odata/Case?$select=Subject&$filter=Subject eq 'Multi' HTTP/1.1",
                "Accept: application/json", "", "",
                "--batch_1--", "",
            ]
            let body = lines.joined(separator: newline)
            let type = "multipart/mixed;boundary=batch_1"
            let answer = try await site.send(.post, "/odata/$batch", body: body, type: type)
            #expect(answer.status == 200)
            #expect(
                answer.headers[.contentType]?.hasPrefix("multipart/mixed; boundary=batchresponse_") == true)
            #expect(answer.text.contains("Content-ID: 7\r\n\r\nHTTP/1.1 201 Created\r\n"))
            #expect(answer.text.contains("HTTP/1.1 200 OK\r\n"))
            #expect(answer.text.contains("\"value\":[{\"Subject\":\"Multi\"}]"))
            let json = try await site.send(
                .post, "/odata/$batch", body: body, type: type, more: [.accept: "application/json"])
            #expect(statuses(json) == [201, 200])
            #expect(json.json["responses"]?.list?.first?["id"] == "7")
        }
    }
}
