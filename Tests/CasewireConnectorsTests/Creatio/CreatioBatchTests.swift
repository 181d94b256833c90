import Casewire
import Testing

@testable import CasewireConnectors

struct CreatioBatchTests {
    private func answers(_ text: String, count: Int) -> [CreatioAnswer?]? {
        CreatioBatch.answers(in: CreatioJSON(decoding: Array(text.utf8)), count: count)
    }

    @Test
    func `requests are written with addresses below the root`() {
        let parts = [
            CreatioBatch.Part(method: .get, path: "Case?$top=1"),
            CreatioBatch.Part(method: .post, path: "Case", body: .object(["Subject": .text("a/b")])),
        ]
        #expect(
            String(decoding: CreatioBatch.body(of: parts).bytes, as: UTF8.self)
                == #"{"requests":[{"headers":{"Accept":"application/json"},"id":"1","method":"GET","url":"Case?$top=1"},"#
                + #"{"body":{"Subject":"a/b"},"headers":{"Accept":"application/json","#
                + #""Content-Type":"application/json; charset=utf-8"},"id":"2","method":"POST","url":"Case"}]}"#
        )
    }

    @Test
    func `answers are matched by their ids, whatever their order and type`() {
        let found = answers(
            """
            {"responses":[{"id":"2","status":204,"headers":{"odata-version":"4.0"}},
             {"id":1,"atomicityGroup":"4e1c0a5e-0000-4000-8000-000000000001","status":"201",
              "headers":{"location":"x","Content-Type":"application/json; odata.metadata=minimal"},"body":{"Id":"a"}}]}
            """, count: 2)
        #expect(found?[0]?.status == 201)
        #expect(found?[0]?.contentType == "application/json")
        #expect(found?[0].map { String(decoding: $0.body, as: UTF8.self) } == #"{"Id":"a"}"#)
        #expect(found?[1] == CreatioAnswer(status: 204))
    }

    @Test
    func `parts after a failure have no answer`() {
        let found = answers(#"{"responses":[{"id":"1","status":500,"body":"text"}]}"#, count: 3)
        #expect(found?.map { $0?.status } == [500, nil, nil])
        #expect(found?[0]?.body == Array("text".utf8))
    }

    @Test
    func `what is no answer of a batch is told`() {
        #expect(answers("{}", count: 1) == nil)
        #expect(answers("", count: 1) == nil)
        #expect(answers(#"{"responses":[]}"#, count: 1) == [nil])
    }
}
