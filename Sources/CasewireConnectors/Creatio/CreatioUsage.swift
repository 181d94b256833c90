/// How much has been asked of a site since the connector was made.
///
/// The site's daily allowance counts operations: each part of a batch is one (Creatio Academy, "Pricing model
/// limits").
package struct CreatioUsage: Sendable, Hashable {
    /// HTTP requests, sign-ins included.
    package var requests = 0
    /// OData operations.
    package var operations = 0
    /// Sign-ins tried.
    package var signIns = 0

    package init() {}
}
