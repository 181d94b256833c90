import Testing

@testable import CasewireStorage

@Suite struct NumberedStatementTests {
    @Test func `arguments are numbered in order`() {
        let statement = NumberedStatement("UPDATE note SET body = \("x") WHERE id = \("a") AND size < \(3)")
        #expect(statement.text == "UPDATE note SET body = $1 WHERE id = $2 AND size < $3")
        #expect(statement.placeholders == 3)
    }

    @Test func `nothing stands in the text and takes no number`() {
        let nothing: Int? = nil
        let statement = NumberedStatement("SELECT COALESCE(\(nothing), size), \(nothing) IS NULL, \("a")")
        #expect(statement.text == "SELECT COALESCE(NULL, size), NULL IS NULL, $1")
        #expect(statement.placeholders == 3)
    }

    @Test(arguments: [
        "SELECT '?', 'it''s ?', '\\'", "SELECT \"who?\" FROM note", "SELECT 1 -- why?\n",
        "SELECT 'unfinished ?",
    ])
    func `a question mark in quotes or a comment is no argument`(_ text: String) {
        let statement = NumberedStatement(SQL(raw: text))
        #expect(statement.text == text)
        #expect(statement.placeholders == 0)
    }
}
