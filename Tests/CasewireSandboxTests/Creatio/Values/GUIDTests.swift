import CasewireSandbox
import Testing

struct GUIDTests {
    @Test func `a GUID is lower case whatever it was`() {
        #expect(GUID("AE5F2F10-F46B-1410-FD9A-0050BA5D6C38")?.text == "ae5f2f10-f46b-1410-fd9a-0050ba5d6c38")
    }

    @Test(arguments: [
        "", "ae5f2f10f46b1410fd9a0050ba5d6c38", "{ae5f2f10-f46b-1410-fd9a-0050ba5d6c3}",
        "ae5f2f10-f46b-1410-fd9a-0050ba5d6c3g", "ae5f2f10-f46b-1410-fd9a-0050ba5d6c38 ",
    ])
    func `what looks otherwise is no GUID`(text: String) {
        #expect(GUID(text) == nil)
    }

    @Test func `derived identifiers are the same each time and differ by words`() {
        #expect(GUID.derived(from: "a") == GUID.derived(from: "a"))
        #expect(GUID.derived(from: "a") != GUID.derived(from: "b"))
        #expect(GUID(GUID.derived(from: "a").text) != nil)
    }
}
