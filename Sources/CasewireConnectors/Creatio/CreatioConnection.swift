package import Casewire

/// What the connector must be told about a Creatio site.
package struct CreatioConnection: Sendable {
    /// Who signs in, and how.
    package enum SignIn: Sendable, Hashable {
        /// OAuth 2.0 client credentials: an "OAuth 2.0 integrated application" of the site.
        case client(id: String, secret: Secret)
        /// A user's name and password at the site's sign-in form, where OAuth is not to be had.
        case user(name: String, password: Secret)
    }

    package let address: CreatioAddress
    package let signIn: SignIn
    /// The flavour found at an earlier time; a wrong one is noticed and corrected.
    package let flavour: CreatioFlavour?
    package var timeouts = CreatioTimeouts()

    /// Throws `signInRefused` with words for the operator when an address is none.
    package init(
        url: String, identityURL: String? = nil, signIn: SignIn, flavour: CreatioFlavour? = nil
    ) throws(CaseSystemFailure) {
        address = try CreatioAddress(site: url, identity: identityURL)
        self.signIn = signIn
        self.flavour = flavour
    }
}

/// How long to wait for a whole answer, its body included.
package struct CreatioTimeouts: Sendable, Hashable {
    /// OData calls. The site itself gives up after 120 s, and its first call after a restart takes many
    /// seconds.
    package var odata: Duration = .seconds(100)
    /// Sign-ins.
    package var signIn: Duration = .seconds(20)

    package init() {}
}
