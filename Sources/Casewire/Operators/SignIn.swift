/// A browser in which an operator is signed in.
package struct SignIn: Sendable, Hashable {
    package let person: Operator
    /// What each form of this browser carries, so that no other site can post in the operator's name.
    package let formToken: String
    package let expiresAt: Timestamp

    /// How long a sign-in lasts after it was last used.
    package static let lifetime = Duration.seconds(12 * 3600)
    /// A use extends a sign-in at most this often, so that reading pages rarely writes.
    static let extensionInterval = Duration.seconds(600)
}
