/// What is unknown about real sites, or differs between them, each as a switch.
///
/// The defaults are what the vendor's pages and most observations suggest. All can be set while the sandbox runs
/// by `POST /sandbox/switches` with the names below; what is not named stays as it is.
package struct CreatioSwitches: Codable, Sendable, Equatable {
    package enum Engine: String, Codable, Sendable { case postgresql, mssql }
    package enum Strictness: String, Codable, Sendable { case error, cut }
    package enum Treatment: String, Codable, Sendable { case error, ignore }
    package enum Zoneless: String, Codable, Sendable { case error, zero }
    package enum EmptyParameter: String, Codable, Sendable { case null, empty, zero, omit }
    package enum ProcessBody: String, Codable, Sendable { case json, unescaped }
    package enum Firewall: String, Codable, Sendable { case off, forbidden, ok }
    package enum MissingSet: String, Codable, Sendable { case full, hardened, html }
    package enum GuardBody: String, Codable, Sendable { case empty, message, page }
    package enum Expiry: String, Codable, Sendable, CaseIterable {
        case flavour, unauthorized, redirect, page
    }
    package enum TokenError: String, Codable, Sendable { case standard, message, empty }
    package enum GuidForm: String, Codable, Sendable { case plain, upper, braces }

    /// Whose words a database error has.
    package var database = Engine.postgresql
    /// The answer to a second insert of an `Id`.
    package var duplicateIdStatus = 500
    /// The answer for lack of rights: 403, or 500 as the data services do.
    package var noRightsStatus = 403
    /// The answer to PATCH and DELETE of an unknown `Id`: 404, or 204.
    package var missingIdStatus = 404
    /// A .NET site also answers below `/0`.
    package var netAcceptsPrefix = false
    /// `Prefer: return=minimal` on POST and `return=representation` on PATCH are obeyed.
    package var preferReturn = false
    /// A text longer than its column: refused, or cut.
    package var longText = Strictness.error
    /// An unknown property in PATCH: refused, or the whole PATCH answered 204 and not stored (build 10.0).
    package var unknownInPatch = Treatment.error
    /// A navigation name in a body (`"Status": …`): refused, or ignored.
    package var navigationInBody = Treatment.error
    /// A date without a zone: refused, or stored as no date.
    package var zonelessDate = Zoneless.error
    /// How far east of UTC the server's midnight is, for dates without a time.
    package var serverZoneMinutes = 0
    /// A failed sign-in carries an `Exception` object, or null.
    package var signInException = true
    /// Writes of a cookie session need the `BPMCSRF` header.
    package var csrf = true
    /// The body of 403 for a missing or wrong `BPMCSRF` header.
    package var csrfBody = GuardBody.empty
    /// How an expired session or token shows: as the flavour does in each area, or everywhere as 401, as a redirect to the
    /// sign-in page, or as that page itself with a status of success.
    package var expiry = Expiry.flavour
    /// How the identity service words a refusal: as RFC 6749 has it, in words of its own, or with an empty body.
    package var tokenError = TokenError.standard
    /// A refused token is answered with a `Message`, or an empty body.
    package var refusedTokenBody = true
    /// How long a token lasts, in seconds.
    package var tokenSeconds = 3600
    /// How long an idle cookie session lasts, in seconds.
    package var sessionSeconds = 3600
    /// Filters may go through two lookups (`Case/Contact/Id`).
    package var twoStepFilters = true
    /// Text is compared without regard to case.
    package var ignoreCase = true
    /// A failed part of an `atomicityGroup` undoes the group.
    package var atomicGroups = true
    /// A cut list carries `@odata.nextLink`.
    package var nextLink = false
    /// At most so many rows in one answer.
    package var maxRows = 20_000
    /// The words for a required column left empty; `{column}` stands for its name.
    package var requiredText = "Column {column} is required"
    /// `Sys…` objects can be read by OData.
    package var systemTables = true
    /// The identifier of the case priority "Low", which no source knows; one of the sandbox's own when empty. Read when the
    /// sandbox starts.
    package var lowPriorityId = ""
    /// Calls of services beside OData count as operations too.
    package var countsServices = false
    /// Endings of files that are not let in, such as `heic`: the security settings have lists, whose answer no source shows.
    package var refusedFiles: [String] = []
    /// Objects that are not in the OData model, as just after they were published.
    package var hiddenSets: [String] = []
    /// The body of 404 for an unknown object.
    package var missingSet = MissingSet.full
    /// `Activity` has `RemindToOwner` and `RemindToOwnerDate`. Read when the sandbox starts.
    package var reminderColumns = true
    /// Rights taken away: user name → `Activity` or `Activity/add` (`read`, `add`, `edit`, `delete`).
    package var denied: [String: [String]] = [:]
    /// Objects whose insert is stored and then answered with an error, as when a later handler fails.
    package var errorAfterInsert: [String] = []
    /// Rows of the error catalogue that strike before the request is handled.
    package var forced: [ForcedFault] = []
    /// What a web firewall in front of the site does with every API request.
    package var firewall = Firewall.off
    /// How a process writes a parameter that has no value.
    package var processEmpty = EmptyParameter.omit
    /// How a process writes an identifier.
    package var processGuids = GuidForm.plain
    /// A process body of proper parameters, or one pasted together without escaping.
    package var processBody = ProcessBody.json
    /// The wait before a process calls again, in milliseconds.
    package var processRetryWait = 0
    /// How long a process waits for an answer, in milliseconds.
    package var processTimeout = 5_000

    package init() {}

    /// An error of the catalogue to be answered to requests for an object.
    package struct ForcedFault: Codable, Sendable, Equatable {
        package enum Row: String, Codable, Sendable {
            case memory = "G", model = "P", licence = "S", pool = "T"
        }

        package let row: Row
        /// The object; all when absent.
        package var object: String?
        /// How many times; for ever when absent.
        package var count: Int?

        package init(row: Row, object: String? = nil, count: Int? = nil) {
            self.row = row
            self.object = object
            self.count = count
        }
    }
}
