import CasewireSandbox
import HTTPTypes
import Testing

struct CreatioFileRoutesTests {
    private func address(_ site: SiteUnderTest, _ id: GUID, _ parent: String, _ length: Int) -> String {
        let prefix = site.sandbox.configuration.flavour.prefix
        return
            "\(prefix)/rest/FileApiService/UploadFile?fileId=\(id)&totalFileLength=\(length)&mimeType=image%2Fpng&fileName=a%20b.png"
            + "&columnName=Data&entitySchemaName=CaseFile&parentColumnName=Case&parentColumnValue=\(parent)"
    }

    @Test func `a file is sent in ranges and fetched again`() async throws {
        for flavour in CreatioConfiguration.Flavour.allCases {
            try await SiteUnderTest.run(flavour) { site in
                let caseId = try await site.makeCase()
                let id = GUID.derived(from: "upload")
                let uri = address(site, id, caseId, 5)
                let type = "application/octet-stream"
                #expect(
                    try await site.send(
                        .post, uri, body: "abc", type: type, more: [.contentRange: "bytes 0-2/5"]
                    ).status == 200)
                #expect(try await site.get("CaseFile(\(id))").status == 404)
                #expect(
                    try await site.send(
                        .post, uri, body: "e", type: type, more: [.contentRange: "bytes 4-4/5"]
                    ).status == 416)
                #expect(
                    try await site.send(
                        .post, uri, body: "de", type: type, more: [.contentRange: "bytes 3-4/5"]
                    ).status == 200)
                let row = try await site.get("CaseFile(\(id))").json
                #expect(row["Name"] == "a b.png")
                #expect(row["Size"] == 5)
                #expect(row["CaseId"] == .text(caseId))
                #expect(row["Data@odata.mediaReadLink"] == .text("CaseFile(\(id))/Data"))
                #expect(try await site.get("CaseFile(\(id))/Data").text == "abcde")
                let fetched = try await site.send(
                    .get, "\(flavour.prefix)/rest/FileService/Download/CaseFile/\(id)")
                #expect(fetched.text == "abcde")
                #expect(fetched.headers[.contentDisposition] == "attachment; filename=\"a b.png\"")
            }
        }
    }

    @Test func `a row made first is filled by an upload or by PUT`() async throws {
        try await SiteUnderTest.run { site in
            let caseId = try await site.makeCase()
            let id = GUID.derived(from: "row first")
            let made = try await site.post(
                "CaseFile",
                "{\"Id\":\"\(id)\",\"Name\":\"x.txt\",\"CaseId\":\"\(caseId)\",\"Size\":1,\"TotalSize\":3,\"TypeId\":\"529bc2f8-0ee0-df11-971b-001d60e938c6\"}"
            )
            #expect(made.status == 201)
            #expect(
                try await site.send(
                    .post, address(site, id, caseId, 3), body: "one", type: "application/octet-stream"
                ).status == 200)
            #expect(try await site.get("CaseFile(\(id))/Data").text == "one")
            #expect(
                try await site.send(
                    .put, "/odata/CaseFile(\(id))/Data", body: "two!", type: "application/octet-stream"
                ).status == 200)
            #expect(try await site.get("CaseFile(\(id))").json["Size"] == 4)
            #expect(try await site.delete("CaseFile(\(id))/Data").status == 204)
            #expect(try await site.get("CaseFile(\(id))/Data").status == 204)
            #expect(try await site.send(.get, "/rest/FileService/Download/CaseFile/\(id)").status == 404)
        }
    }

    @Test func `a description of an object tells captions, types and sizes`() async throws {
        try await SiteUnderTest.run { site in
            let answer = try await site.send(
                .post, "/DataService/json/SyncReply/RuntimeEntitySchemaRequest",
                body: "{\"uId\":\"117d32f9-8275-4534-8411-1c66115ce9cd\"}", type: "application/json")
            let schema = try #require(answer.json["schema"])
            #expect(schema["name"] == "Case")
            let columns = schema["columns"]?["items"]?.members?.map(\.value) ?? []
            let subject = try #require(columns.first { $0["name"] == "Subject" })
            #expect(subject["dataValueType"] == 30)
            #expect(subject["isRequired"] == true)
            let status = try #require(columns.first { $0["name"] == "Status" })
            #expect(status["referenceSchemaName"] == "CaseStatus")
            #expect(status["defValue"]?["value"] == .text(CreatioSeed.newStatus.text))
            let found = try await site.get(
                "SysSchema?$filter=Name eq 'Case' and ManagerName eq 'EntitySchemaManager'&$select=UId")
            #expect(found.rows.first?["UId"] == "117d32f9-8275-4534-8411-1c66115ce9cd")
        }
    }
}
