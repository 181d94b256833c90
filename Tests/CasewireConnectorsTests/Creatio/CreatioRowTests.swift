import Casewire
import Testing

@testable import CasewireConnectors

struct CreatioRowTests {
    private static let id = "4e1c0a5e-0000-4000-8000-000000000001"

    private func values(_ json: String, in object: String, columns: [String: [RowColumn]] = [:]) throws
        -> RowValues
    {
        CreatioRow(columns: columns).values(
            of: try #require(CreatioJSON(decoding: Array(json.utf8))), in: object)
    }

    private func body(_ change: RowChange) throws -> String {
        String(decoding: try CreatioRow().body(for: change).bytes, as: UTF8.self)
    }

    @Test
    func `zero values arrive as null, and empty texts as they are`() throws {
        let row = try values(
            """
            {"@odata.context":"x","Id":"4E1C0A5E-0000-4000-8000-000000000001","OwnerId":"00000000-0000-0000-0000-000000000000",
             "SendDate":"0001-01-01T00:00:00Z","Title":"","StageNumber":3,"Rate":1.5,"IsFinal":false,"GroupId":null,
             "CreatedOn":"2024-06-17T15:28:32.7013964Z","Data@odata.mediaReadLink":"Case(1)/Data"}
            """, in: "Case")
        #expect(
            row == [
                "Id": .id(Self.id), "OwnerId": .null, "SendDate": .null, "Title": .text(""),
                "StageNumber": .number(3),
                "Rate": .number(1.5), "IsFinal": .flag(false), "GroupId": .null,
                "CreatedOn": .moment(Timestamp(milliseconds: 1_718_638_112_701)),
            ])
    }

    @Test
    func `a text that looks like an id or a date stays a text`() throws {
        let row = try values(
            #"{"DetailedResult":"2026-01-31T12:00:00Z","Title":"4e1c0a5e-0000-4000-8000-000000000001"}"#,
            in: "Activity")
        #expect(row["DetailedResult"] == .text("2026-01-31T12:00:00Z"))
        #expect(row["Title"] == .text(Self.id))
    }

    @Test
    func `known types decide for columns of a customer's own`() throws {
        let columns = [
            "Case": [
                RowColumn(name: "UsrText", type: "String", lookup: nil),
                RowColumn(name: "UsrAmount", type: "Decimal", lookup: nil),
                RowColumn(name: "UsrDue", type: "DateTimeOffset", lookup: nil),
            ]
        ]
        let row = try values(
            #"{"UsrText":"2026-01-31T12:00:00Z","UsrAmount":"12.50","UsrDue":"2026-01-31T12:00:00Z"}"#,
            in: "Case",
            columns: columns)
        #expect(row["UsrText"] == .text("2026-01-31T12:00:00Z"))
        #expect(row["UsrAmount"] == .number(12.5))
        #expect(row["UsrDue"] == .moment(Timestamp(milliseconds: 1_769_860_800_000)))
    }

    @Test
    func `a new row carries its id, and its empty columns are left to the site`() throws {
        let change = RowChange(
            .create, "Case", id: Self.id.uppercased(),
            values: [
                "Subject": .text("SMS from +1…"), "StageNumber": .number(3), "Rate": .number(0.25),
                "IsFinal": .flag(true),
                "OwnerId": .null, "RegisteredOn": .moment(Timestamp(milliseconds: 1_769_860_800_123)),
                "ContactId": .id("405947D0-2FFB-4DED-8675-0475F19F5A81"),
                "GroupId": .id("00000000-0000-0000-0000-000000000000"),
            ])
        #expect(
            try body(change)
                == #"{"ContactId":"405947d0-2ffb-4ded-8675-0475f19f5a81","Id":"4e1c0a5e-0000-4000-8000-000000000001","#
                + #""IsFinal":true,"Rate":0.25,"RegisteredOn":"2026-01-31T12:00:00.123Z","StageNumber":3,"#
                + #""Subject":"SMS from +1…"}"#)
    }

    @Test
    func `a changed row's empty columns are cleared with null`() throws {
        let change = RowChange(
            .update, "Case", id: Self.id,
            values: [
                "OwnerId": .null, "GroupId": .id("00000000-0000-0000-0000-000000000000"), "Notes": .text(""),
            ])
        #expect(try body(change) == #"{"GroupId":null,"Notes":"","OwnerId":null}"#)
    }

    @Test
    func `texts are cut to their columns at whole characters`() throws {
        let family = "👨‍👩‍👧‍👦"  // Eleven UTF-16 units.
        let long = String(repeating: "a", count: 495) + family
        let change = RowChange(
            .create, "Activity", id: Self.id,
            values: [
                "Title": .text(long), "Notes": .text(long),
                "Number": .text(String(repeating: "5", count: 251)),
            ])
        let json = try #require(CreatioJSON(decoding: Array(try body(change).utf8)))
        #expect(json["Title"]?.text?.utf16.count == 495)
        #expect(json["Notes"]?.text == long)
        #expect(json["Number"]?.text?.utf16.count == 250)
    }

    @Test
    func `the character that the database refuses is left out`() throws {
        let change = RowChange(.update, "Activity", id: Self.id, values: ["Notes": .text("a\0b\u{1}\n\"")])
        #expect(try body(change) == #"{"Notes":"ab\u0001\n\""}"#)
    }

    @Test
    func `a column's name that is none is refused`() {
        let change = RowChange(.create, "Case", id: Self.id, values: ["Subject\"": .text("x")])
        #expect(throws: CaseSystemFailure.self) { try CreatioRow().body(for: change) }
    }
}
