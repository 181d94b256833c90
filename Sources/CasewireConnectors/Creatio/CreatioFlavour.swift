/// How a Creatio site is hosted, which decides where its services are.
///
/// Source: Creatio Academy, "OData basics": .NET sites use the same addresses without the `/0` prefix.
package enum CreatioFlavour: String, Sendable, Hashable, Codable, CaseIterable {
    /// .NET Framework on Windows: everything but the sign-in is below `/0`.
    case framework
    /// .NET on Linux and the newer clouds.
    case net

    /// What stands between the site's root and a service's path.
    var prefix: String {
        switch self {
        case .framework: "/0"
        case .net: ""
        }
    }

    var other: CreatioFlavour {
        switch self {
        case .framework: .net
        case .net: .framework
        }
    }
}
