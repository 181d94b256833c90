import Casewire
import Testing

@testable import CasewireConnectors

/// Recorded answers of failed requests, each with what a caller can do about it.
struct CreatioCatalogueTests {
    struct Entry: Sendable, CustomTestStringConvertible {
        enum Kind: String {
            case unavailable, signInRefused, denied, duplicate, missingReference, rejected, notFound
        }

        let name: String
        let status: Int
        var type = "application/json; odata.metadata=minimal"
        let body: String
        var right = CreatioRight.add
        var object = "Case"
        let kind: Kind
        let words: [String]

        var testDescription: String { name }
        var answer: CreatioAnswer {
            CreatioAnswer(
                status: status, contentType: String(type.prefix { $0 != ";" }), body: Array(body.utf8))
        }
    }

    /// OData's envelope around a specific sentence.
    static func envelope(_ message: String, inner: String, internal: String? = nil, type: String = "")
        -> String
    {
        let inside =
            `internal`.map { #","internalexception":{"message":"\#($0)","type":"","stacktrace":""}"# } ?? ""
        return
            #"{"error":{"code":"","message":"\#(message)","innererror":{"message":"\#(inner)","type":"\#(type)","#
            + #""stacktrace":""\#(inside)}}}"#
    }

    static let failed = "An error has occurred."
    static let serialize =
        "The 'ObjectContent`1' type failed to serialize the response body for content type 'application/json; odata.metadata=minimal'."
    static let uri = "The query specified in the URI is not valid. "
    static let types = "A binary operator with incompatible types was detected. Found operand types "

    static let entries: [Entry] = [
        Entry(
            name: "A unknown column in a question", status: 400,
            body: envelope(
                uri
                    + "Could not find a property named 'Foo' on type 'Terrasoft.Configuration.OData.SysSchema'.",
                inner:
                    "Could not find a property named 'Foo' on type 'Terrasoft.Configuration.OData.SysSchema'."
            ),
            right: .read, kind: .rejected, words: ["SysSchema has no column Foo", "two minutes"]),
        Entry(
            name: "B unknown column in a new row", status: 400,
            body: envelope(
                "The request is invalid.",
                inner:
                    "item : The property 'labNope' does not exist on type 'Terrasoft.Configuration.OData.Contact'. Make "
                    + "sure to only use property names that are defined by the type."),
            object: "Contact", kind: .rejected, words: ["Contact has no column labNope"]),
        Entry(
            name: "C quoted id", status: 400,
            body: envelope(
                uri + types + "'Edm.Guid' and 'Edm.String' for operator kind 'Equal'.",
                inner: types + "'Edm.Guid'"),
            right: .read, kind: .rejected, words: ["filter"]),
        Entry(
            name: "D quoted date", status: 400,
            body: envelope(
                uri + types + "'Edm.DateTimeOffset' and 'Edm.String' for operator kind 'GreaterThan'.",
                inner: types),
            right: .read, kind: .rejected, words: ["filter"]),
        Entry(
            name: "E lookup of a row that is gone, PostgreSQL", status: 500,
            body: envelope(
                failed,
                inner:
                    #"23503: insert or update on table \"Case\" violates foreign key constraint \"FK6R22cV5NWM2CfAp2GAV4B2R2GfY\""#,
                type: "Npgsql.PostgresException"),
            kind: .missingReference, words: ["lookup of Case", "FK6R22cV5NWM2CfAp2GAV4B2R2GfY"]),
        Entry(
            name: "E with the detail of newer drivers", status: 500,
            body: envelope(
                failed,
                inner:
                    #"23503: insert or update on table \"Case\" violates foreign key constraint \"FKx\"\n\nDETAIL: Key "#
                    + #"(ContactId)=(4e1c0a5e-0000-4000-8000-000000000001) is not present in table \"Contact\"."#
            ),
            right: .edit, kind: .missingReference, words: ["from Contact"]),
        Entry(
            name: "E2 the same, SQL Server", status: 500,
            body: envelope(
                failed,
                inner:
                    #"The INSERT statement conflicted with the FOREIGN KEY constraint \"FKx\". The conflict occurred in "#
                    + #"database \"crm\", table \"dbo.Account\", column 'Id'.\r\nThe statement has been terminated."#
            ),
            kind: .missingReference, words: ["from Account"]),
        Entry(
            name: "F flat lookup in a filter", status: 500,
            body: envelope(
                failed, inner: serialize, internal: "Column by path ContactId not found in schema Case."),
            right: .read, kind: .rejected, words: ["Case", "ContactId"]),
        Entry(
            name: "G memory guard", status: 500,
            body: envelope(
                failed, inner: serialize,
                internal:
                    "Request processing terminated because it reached the RAM consumption limit of 2000 MB."),
            right: .read, kind: .unavailable, words: ["save memory"]),
        Entry(
            name: "H id taken, PostgreSQL", status: 500,
            body: envelope(
                failed, inner: #"23505: duplicate key value violates unique constraint \"PKCase\""#),
            kind: .duplicate, words: ["already"]),
        Entry(
            name: "H id taken, SQL Server", status: 500,
            body: envelope(
                failed,
                inner:
                    "Violation of PRIMARY KEY constraint 'PKCase'. Cannot insert duplicate key in object 'dbo.Case'. The "
                    + "duplicate key value is (4e1c0a5e-0000-4000-8000-000000000001)."),
            kind: .duplicate, words: ["already"]),
        Entry(
            name: "I required column", status: 500,
            body: #"{"error":{"code":"","message":"Column Name is required"}}"#, object: "Contact",
            kind: .rejected,
            words: ["must be filled in", "Column Name is required"]),
        Entry(
            name: "J refused by a check of the object", status: 500,
            body: envelope(failed, inner: "Field Owner or Owner role must be filled in"), object: "Activity",
            kind: .rejected, words: ["must be filled in"]),
        Entry(
            name: "K no right to the object", status: 500,
            body: envelope(
                failed, inner: #"Current user does not have permissions for the \"Case\" object"#,
                type: "System.Security.SecurityException"),
            kind: .denied,
            words: ["may not add Case", "System Designer → Object permissions → Case", "“Create”"]),
        Entry(
            name: "K as 403, reading", status: 403,
            body: envelope(
                failed, inner: #"Current user does not have permissions for the \"Activity\" object"#),
            right: .read, object: "Activity", kind: .denied, words: ["may not read Activity", "“Read”"]),
        Entry(
            name: "K for an object that is read on the way", status: 500,
            body: envelope(
                failed, inner: #"Current user does not have permissions for the \"ActivityType\" object"#),
            object: "Activity", kind: .denied, words: ["may not read ActivityType"]),
        Entry(
            name: "K for an operation", status: 500,
            body: envelope(
                failed,
                inner:
                    #"Current user does not have permissions for the \"CanChangeCaseSatisfactionLevel\" operation"#
            ),
            right: .edit, kind: .denied, words: ["Operation permissions", "CanChangeCaseSatisfactionLevel"]),
        Entry(
            name: "L or K without words", status: 403, type: "", body: "", right: .edit, kind: .denied,
            words: ["may not edit Case", "“Update”"]),
        Entry(
            name: "M no session", status: 401,
            body: #"{"Message":"Authorization has been denied for this request."}"#,
            kind: .signInRefused, words: ["sign-in"]),
        Entry(
            name: "M no session, WCF", status: 401,
            body:
                #"{"Message":"Authentication failed.","StackTrace":null,"ExceptionType":"System.Exception"}"#,
            kind: .signInRefused, words: ["Active"]),
        Entry(
            name: "M the sign-in page", status: 200, type: "text/html",
            body: "<html><a href='/Login/NuiLogin.aspx'></html>",
            kind: .signInRefused, words: ["sign-in"]),
        Entry(
            name: "N wrong type", status: 400,
            body: envelope(
                "The request is invalid.",
                inner:
                    "item.StartDate : Cannot convert the literal 'x' to the expected type 'Edm.DateTimeOffset'."
            ),
            object: "Activity", kind: .rejected, words: ["Activity.StartDate"]),
        Entry(
            name: "N malformed", status: 400,
            body: #"{"error":{"code":"","message":"The request is invalid."}}"#,
            kind: .rejected, words: ["values for Case"]),
        Entry(
            name: "O binary column", status: 500,
            body: envelope(failed, inner: #"Value cannot be null.\r\nParameter name: property"#),
            right: .read,
            kind: .rejected, words: ["files"]),
        Entry(
            name: "P the model cannot be built", status: 500,
            body:
                #"{"Message":"An error has occurred.","ExceptionMessage":"Object reference not set to an instance of an "#
                + #"object.","ExceptionType":"System.NullReferenceException","StackTrace":"   at "#
                + #"Terrasoft.Web.OData.ODataEntityModelBuilder.Build()"}"#,
            right: .read, kind: .unavailable, words: ["compile all items"]),
        Entry(
            name: "R unknown object", status: 404,
            body:
                #"{"Message":"No HTTP resource was found that matches the request URI 'https://x/0/odata/UsrX'.","#
                + #""MessageDetail":"No type was found that matches the controller named 'UsrX'."}"#,
            object: "UsrX", kind: .rejected, words: ["no object UsrX", "two minutes"]),
        Entry(
            name: "R hardened", status: 404,
            body:
                #"{"Message":"No HTTP resource was found that matches the request URI 'https://x/0/odata/UsrX'."}"#,
            object: "UsrX", kind: .rejected, words: ["no object UsrX"]),
        Entry(
            name: "R as a page of IIS", status: 404, type: "text/html",
            body: "<html><head><title>404 - File or directory not found.</title></head></html>", right: .edit,
            object: "UsrX", kind: .rejected, words: ["no object UsrX", "404 - File or directory not found."]),
        Entry(
            name: "an unknown row", status: 404, type: "", body: "", right: .edit, kind: .notFound,
            words: ["no row"]),
        Entry(
            name: "an unknown row, in OData's words", status: 404,
            body: #"{"error":{"code":"404","message":"Entity not found."}}"#, right: .edit, kind: .notFound,
            words: ["no row", "Entity not found."]),
        Entry(
            name: "H id taken, as HTTP has it", status: 409,
            body: #"{"error":{"code":"","message":"Exists."}}"#,
            kind: .duplicate, words: ["already"]),
        Entry(
            name: "S no licence", status: 500,
            body: envelope(failed, inner: "No license found for the operation with the object Case"),
            kind: .denied,
            words: ["License manager"]),
        Entry(
            name: "T pool exhausted", status: 500,
            body: envelope(failed, inner: "53300: sorry, too many clients already"),
            kind: .unavailable, words: ["overloaded"]),
        Entry(
            name: "U too long, PostgreSQL", status: 500,
            body: envelope(failed, inner: "22001: value too long for type character varying(250)"),
            kind: .rejected,
            words: ["250 characters"]),
        Entry(
            name: "U too long, SQL Server", status: 500,
            body: envelope(failed, inner: "String or binary data would be truncated."), kind: .rejected,
            words: ["too long"]),
        Entry(
            name: "a character that the database refuses", status: 500,
            body: envelope(failed, inner: #"22021: invalid byte sequence for encoding \"UTF8\": 0x00"#),
            kind: .rejected,
            words: ["character"]),
        Entry(
            name: "V firewall, 403", status: 403, type: "text/html",
            body:
                "<html><head><title>Request unsuccessful</title></head><body>Incapsula incident ID: 12-34</body></html>",
            kind: .unavailable, words: ["firewall", "Request unsuccessful"]),
        Entry(
            name: "V firewall, 200", status: 200, type: "text/html",
            body: "<html><body>Incapsula incident ID: 12-34</body></html>", kind: .unavailable,
            words: ["firewall"]),
        Entry(
            name: "some page with a success", status: 200, type: "text/html",
            body: "<html><head><title>Maintenance</title></head></html>", kind: .unavailable,
            words: ["Maintenance"]),
        Entry(
            name: "an error with a success", status: 200, type: "application/json",
            body:
                #"{"error":{"code":"","message":"","innererror":{"message":"23505: duplicate key value"}}}"#,
            kind: .duplicate, words: []),
        Entry(
            name: "an unknown failure after the row may have been stored", status: 500,
            body: envelope(failed, inner: "Der Prozess konnte nicht gestartet werden"), kind: .unavailable,
            words: ["status 500", "Prozess"]),
        Entry(
            name: "DataService's shape", status: 500,
            body:
                #"{"responseStatus":{"ErrorCode":"ItemNotFoundException","Message":"Column by path Foo not found in schema "#
                + #"Contact.","Errors":[]},"rowsAffected":-1,"success":false}"#,
            right: .read, object: "Contact", kind: .rejected, words: ["Contact", "Foo"]),
        Entry(
            name: "DataService's shape, refused", status: 200,
            body:
                #"{"responseStatus":{"ErrorCode":"SecurityException","Message":"Current user does not have permissions for "#
                + #"the \"Case\" object"},"success":false}"#,
            right: .read, kind: .denied, words: ["may not read Case"]),
        Entry(
            name: "the model changes under a request", status: 500,
            body: envelope(failed, inner: "Collection was modified; enumeration operation may not execute."),
            kind: .unavailable, words: ["OData model"]),
        Entry(
            name: "a row that others point at", status: 500,
            body: envelope(
                failed,
                inner:
                    #"23503: update or delete on table \"Contact\" violates foreign key constraint \"FK1\" on "#
                    + #"table \"Case\""#),
            right: .edit, object: "Contact", kind: .rejected, words: ["still point"]),
        Entry(
            name: "down, with IIS's page", status: 503, type: "text/html",
            body: "<html><head><title>Service Unavailable</title></head></html>", kind: .unavailable,
            words: ["Service Unavailable"]),
        Entry(name: "a bad gateway", status: 502, type: "", body: "", kind: .unavailable, words: ["502"]),
        Entry(name: "an unknown refusal", status: 422, body: "{}", kind: .rejected, words: ["422"]),
    ]

    @Test(arguments: entries)
    func `each failure is told for what it is`(_ entry: Entry) {
        let failure = CaseSystemFailure(entry.answer, to: entry.right, object: entry.object)
        let (kind, reason) = Self.parts(of: failure)
        #expect(kind == entry.kind, "\(failure)")
        for words in entry.words { #expect(reason.contains(words), "\(reason)") }
        #expect(!reason.contains("\n") && reason.utf8.count < 1000)
    }

    @Test
    func `a refusal names the object and the right`() {
        for (right, object) in [(CreatioRight.read, "Case"), (.add, "Activity"), (.edit, "Contact")] {
            let failure = CaseSystemFailure(CreatioAnswer(status: 403), to: right, object: object)
            guard case .denied(let named, let lacking, _) = failure else {
                Issue.record("\(failure)")
                continue
            }
            #expect(named == object && lacking == right.rawValue)
        }
    }

    @Test(arguments: [
        (429, "17", "asks to wait 17 s"), (503, "Wed, 21 Oct 2026 07:28:00 GMT", "until Wed, 21 Oct 2026"),
    ])
    func `the wait that a site asks for is passed on`(_ status: Int, _ wait: String, _ words: String) {
        let answer = CreatioAnswer(status: status, retryAfter: wait)
        let (kind, reason) = Self.parts(of: CaseSystemFailure(answer, to: .add, object: "Case"))
        #expect(kind == .unavailable)
        #expect(reason.contains(words))
    }

    @Test
    func `a redirect to another address says where to`() {
        let answer = CreatioAnswer(status: 301, location: "https://www.acme.creatio.com/0/odata/Case?$top=1")
        let (kind, reason) = Self.parts(of: CaseSystemFailure(answer, to: .read, object: "Case"))
        #expect(kind == .signInRefused)
        #expect(reason.contains("https://www.acme.creatio.com/0/odata/Case:"))
    }

    @Test(arguments: [
        (#"{"@odata.context":"x","value":[]}"#, false), (#"{"Id":"1","Message":"hello"}"#, false),
        (#"{"@odata.context":"x","Message":"hello"}"#, false), (#"{"Message":"hello"}"#, true),
        (#"{"success":true,"rowsAffected":1,"responseStatus":{"ErrorCode":"","Message":""}}"#, false),
        (#"{"error":null,"value":[]}"#, false), (#"{"error":"invalid_client"}"#, true), ("[]", false),
        ("3", false),
    ])
    func `rows are not taken for errors`(_ body: String, _ isError: Bool) {
        #expect((CreatioErrorBody(CreatioJSON(decoding: Array(body.utf8))) != nil) == isError)
    }

    @Test
    func `a site's words are quoted on one line without phone numbers`() {
        #expect("a\r\n\tb".quotable == "a b")
        #expect("call +15551230001 now".quotable == "call +…01 now")
        #expect("code 23503".quotable == "code 23503")
        #expect("4e1c0a5e-0000-4000-8000-000000000001".quotable == "4e1c0a5e-0000-4000-8000-000000000001")
        #expect(
            String(repeating: "word ", count: 200).quotable.utf16.count <= CreatioLimits.quotedCharacters + 2)
    }

    static func parts(of failure: CaseSystemFailure) -> (kind: Entry.Kind, reason: String) {
        switch failure {
        case .unavailable(let reason): (.unavailable, reason)
        // The product's own quota: no answer of a site is read as this.
        case .overQuota(let reason, _): (.rejected, reason)
        case .signInRefused(let reason): (.signInRefused, reason)
        case .denied(_, _, let reason): (.denied, reason)
        case .duplicate(let reason): (.duplicate, reason)
        case .missingReference(let reason): (.missingReference, reason)
        case .rejected(let reason): (.rejected, reason)
        case .notFound(let reason): (.notFound, reason)
        }
    }
}
