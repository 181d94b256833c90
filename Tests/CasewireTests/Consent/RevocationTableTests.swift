import Testing

@testable import Casewire

struct RevocationTableTests {
    @Test
    func `wishes for no more texts are heard, and nobody else is opted out`() {
        let rows = RevocationTable.rows
        #expect(rows.count >= 150)
        #expect(Set(rows.map(\.language)).count == 5)
        var (heard, missed, mistaken) = (0, [String](), [String]())
        for row in rows {
            let found = RevocationText.isRevocation(row.text) || ConsentKeyword.match(row.text) == .optOut
            switch (row.isRevocation, found) {
            case (true, true): heard += 1
            case (true, false): missed.append(row.text)
            case (false, true): mistaken.append(row.text)
            case (false, false): break
            }
        }
        let precision = Double(heard) / Double(heard + mistaken.count)
        let recall = Double(heard) / Double(heard + missed.count)
        print("revocation table: \(rows.count) rows, precision \(precision), recall \(recall)")
        #expect(mistaken == [])
        #expect(recall >= 0.95, "\(missed)")
    }
}
