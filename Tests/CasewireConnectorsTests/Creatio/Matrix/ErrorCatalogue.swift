import Testing

/// Each failure that sites are known or thought to answer with, and what Casewire does about it.
///
/// The rows are those of the error catalogue in the protocol's reference, by their letters; `docs/creatio.md` has the same table.
struct ErrorCatalogue {
    /// What becomes of the work.
    enum Course: String, Sendable {
        /// Tried again by itself until it works, at waits that grow; shown as *behind* meanwhile.
        case retried = "tried again"
        /// Set right within the same run, or at the next try.
        case mended = "mended"
        /// Shown as *needs attention* with what to do, and tried again every five minutes.
        case shown = "shown to an operator"
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let letter: String
        let situation: String
        let course: Course
        /// The beginning of what an operator reads; of a mended failure, what is noted for the moment, if anything.
        let words: String
        /// What the session goes through when it strikes.
        var event = Event.text
        var isUser = false
        let strike: Strikes.Strike

        var testDescription: String { "\(letter) \(situation)" }
    }

    enum Event: Sendable {
        /// A text becomes an activity.
        case text
        /// The case is read, and changed.
        case handoff
    }

    private static func strike(
        _ method: String, _ path: String, _ status: Int, _ body: String, isOfWholeRequest: Bool = false,
        type: String = "application/json; odata.metadata=minimal", location: String? = nil,
        comesAfterStoring: Bool = false
    ) -> Strikes.Strike {
        Strikes.Strike(
            method: method, path: path, status: status, type: type, location: location, body: body,
            comesAfterStoring: comesAfterStoring, isOfWholeRequest: isOfWholeRequest, count: 1)
    }

    private static func uri(_ words: String) -> String {
        CreatioCatalogueTests.envelope(CreatioCatalogueTests.uri + words, inner: words)
    }

    private static func invalid(_ words: String) -> String {
        CreatioCatalogueTests.envelope("The request is invalid.", inner: words)
    }

    private static func failed(_ words: String, internal: String? = nil) -> String {
        CreatioCatalogueTests.envelope(
            CreatioCatalogueTests.failed, inner: `internal` == nil ? words : CreatioCatalogueTests.serialize,
            internal: `internal`)
    }

    private static let types = CreatioCatalogueTests.types
    private static let set = "Terrasoft.Configuration.OData.Case"

    static let rows: [Row] =
        questions + [
            Row(
                letter: "B", situation: "unknown column in a row", course: .shown,
                words: "Case has no column UsrGone: correct the field's column, or add it in Creatio",
                event: .handoff,
                strike: strike(
                    "PATCH", "Case(", 400,
                    invalid(
                        "item : The property 'UsrGone' does not exist on type '\(set)'. Make sure to only use property names "
                            + "that are defined by the type."))),
            Row(
                letter: "E", situation: "lookup of a row that is gone, PostgreSQL", course: .mended,
                words: "A lookup of Activity points at a row that is gone",
                strike: strike(
                    "POST", "Activity", 500,
                    failed(
                        #"23503: insert or update on table \"Activity\" violates foreign key constraint \"FK6R22cV5NWM2\""#
                    ))),
            Row(
                letter: "E2", situation: "the same, SQL Server", course: .mended,
                words: "A lookup of Activity points at a row that is gone from Contact",
                strike: strike(
                    "POST", "Activity", 500,
                    failed(
                        #"The INSERT statement conflicted with the FOREIGN KEY constraint \"FKx\". The conflict occurred in "#
                            + #"database \"crm\", table \"dbo.Contact\", column 'Id'.\r\nThe statement has been terminated."#
                    ))),
            Row(
                letter: "H", situation: "id taken: the row was stored, and its answer lost", course: .mended,
                words: "–",
                strike: strike(
                    "POST", "Activity", 500,
                    failed(#"23505: duplicate key value violates unique constraint \"PKActivity\""#),
                    comesAfterStoring: true)),
            Row(
                letter: "I", situation: "required column empty", course: .shown,
                words: "A column of Case must be filled in: map it, or make it optional", event: .handoff,
                strike: strike(
                    "PATCH", "Case(", 500, #"{"error":{"code":"","message":"Column Category is required"}}"#)),
            Row(
                letter: "J", situation: "refused by a check of the object", course: .shown,
                words: "A column of Activity must be filled in: map it, or make it optional",
                strike: strike(
                    "POST", "Activity", 500, failed("Field Owner or Owner role must be filled in"))),
            Row(
                letter: "K", situation: "no right to the object", course: .shown,
                words:
                    "The integration user may not add Activity. In Creatio’s System Designer → Object permissions → "
                    + "Activity, give the user or its role the operation permission “Create”",
                strike: strike(
                    "POST", "Activity", 403,
                    failed(#"Current user does not have permissions for the \"Activity\" object"#))),
            Row(
                letter: "N", situation: "value of a wrong type", course: .shown,
                words: "The value for Activity.StartDate does not fit its type",
                strike: strike(
                    "POST", "Activity", 400,
                    invalid(
                        "item.StartDate : Cannot convert the literal 'x' to the expected type 'Edm.DateTimeOffset'."
                    ))),
            Row(
                letter: "R", situation: "unknown object, or not compiled yet", course: .shown,
                words:
                    "The site has no object Activity: check the name, and that the product with it is installed",
                strike: strike(
                    "POST", "Activity", 404,
                    #"{"Message":"No HTTP resource was found that matches the request URI 'https://x/0/odata/Activity'.","#
                        + #""MessageDetail":"No type was found that matches the controller named 'Activity'."}"#
                )
            ),
            Row(
                letter: "S", situation: "no licence for the object", course: .shown,
                words: "The integration user has no licence for Activity: assign it one in Creatio",
                strike: strike(
                    "POST", "Activity", 500, failed(#"User has no license for the \"Activity\" object"#))),
            Row(
                letter: "T", situation: "database pool exhausted", course: .retried,
                words: "Creatio's database is overloaded",
                strike: strike("POST", "Activity", 500, failed("53300: sorry, too many clients already"))),
            Row(
                letter: "U", situation: "text longer than its column", course: .shown,
                words: "A text is too long for its column of Case, which holds 50 characters",
                event: .handoff,
                strike: strike(
                    "PATCH", "Case(", 500, failed("22001: value too long for type character varying(50)"))),
        ] + gates

    /// What comes of a question.
    private static let questions: [Row] = [
        Row(
            letter: "A", situation: "unknown column in a question", course: .shown,
            words: "Case has no column UsrGone: correct the field's column, or add it in Creatio",
            event: .handoff,
            strike: strike(
                "GET", "Case?", 400, uri("Could not find a property named 'UsrGone' on type '\(set)'."))),
        Row(
            letter: "C", situation: "quoted id in a filter", course: .shown,
            words: "Creatio could not read a filter on Case", event: .handoff,
            strike: strike(
                "GET", "Case?", 400,
                uri(types + "'Edm.Guid' and 'Edm.String' for operator kind 'Equal'."))),
        Row(
            letter: "D", situation: "quoted date in a filter", course: .shown,
            words: "Creatio could not read a filter on Case", event: .handoff,
            strike: strike(
                "GET", "Case?", 400,
                uri(types + "'Edm.DateTimeOffset' and 'Edm.String' for operator kind 'GreaterThan'."))),
        Row(
            letter: "F", situation: "lookup by its flat name in a filter", course: .shown,
            words: "Case has no column that is reached by ContactId", event: .handoff,
            strike: strike(
                "GET", "Case?", 500,
                failed("", internal: "Column by path ContactId not found in schema Case."))),
        Row(
            letter: "G", situation: "memory guard", course: .retried,
            words: "Creatio stopped the request to save memory", event: .handoff,
            strike: strike(
                "GET", "Case?", 500,
                failed(
                    "",
                    internal:
                        "Request processing terminated because it reached the RAM consumption limit of 2000 MB."
                ))),
        Row(
            letter: "O", situation: "column that holds files", course: .shown,
            words: "A column of Case that was asked for holds files, which are read otherwise",
            event: .handoff,
            strike: strike(
                "GET", "Case?", 500, failed(#"Value cannot be null.\r\nParameter name: property"#))),
        Row(
            letter: "P", situation: "OData model cannot be built", course: .retried,
            words: "Creatio is rebuilding its OData model: it takes two minutes after publishing",
            event: .handoff,
            strike: strike(
                "GET", "Case?", 500,
                #"{"Message":"An error has occurred.","ExceptionMessage":"Object reference not set to an instance of an "#
                    + #"object.","ExceptionType":"System.NullReferenceException","StackTrace":"   at "#
                    + #"Terrasoft.Web.OData.ODataEntityModelBuilder.Build()"}"#)),
    ]

    /// What stands before the data.
    private static let gates: [Row] = [
        Row(
            letter: "L", situation: "missing or invalid BPMCSRF", course: .mended, words: "–", isUser: true,
            strike: strike("POST", "Activity", 403, "", isOfWholeRequest: true)),
        Row(
            letter: "M", situation: "no session: 401", course: .mended, words: "–",
            strike: strike(
                "POST", "Activity", 401, #"{"Message":"Authorization has been denied for this request."}"#,
                isOfWholeRequest: true)),
        Row(
            letter: "M", situation: "no session: redirect", course: .mended, words: "–", isUser: true,
            strike: strike(
                "POST", "Activity", 302, "", isOfWholeRequest: true,
                location: "/Login/NuiLogin.aspx?ReturnUrl=%2f0")),
        Row(
            letter: "M", situation: "no session: sign-in page", course: .mended, words: "–", isUser: true,
            strike: strike(
                "POST", "Activity", 200, "<html><a href='/Login/NuiLogin.aspx'></html>",
                isOfWholeRequest: true, type: "text/html")),
        Row(
            letter: "V", situation: "firewall in front of the site", course: .retried,
            words: "A firewall before Creatio stopped the request",
            strike: strike(
                "POST", "Activity", 403,
                "<html><head><title>Request unsuccessful</title></head><body>Incapsula incident ID: 12-34</body></html>",
                isOfWholeRequest: true, type: "text/html")),
    ]

    /// The letters of the reference.
    static let letters = [
        "A", "B", "C", "D", "E", "E2", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "R", "S", "T",
        "U", "V",
    ]
}
