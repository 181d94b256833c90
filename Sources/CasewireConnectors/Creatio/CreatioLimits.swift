/// The longest that the connector sends or takes.
enum CreatioLimits {
    /// Parts of one `$batch` (Creatio Academy, "Batch request examples").
    static let batchParts = 100
    /// Rows of one answer; the site never gives more (`MaxEntityRowCount`).
    static let rows = 20_000
    /// An answer with rows: 20,000 of them with a paragraph each fit.
    static let rowsBytes = 48 << 20
    /// `$metadata`: 1–5 MB are usual.
    static let metadataBytes = 64 << 20
    /// An answer of a sign-in or of a small service.
    static let smallBytes = 1 << 20
    /// A longer address goes as a part of a batch, whose addresses are in the body: IIS and ASP.NET take
    /// 2,048 characters of query unless a site raised it.
    static let addressCharacters = 1_800
    /// Of a site's own words in a reason.
    static let quotedCharacters = 300
}
