/// How long a text whose call's outcome was not seen is looked for before it counts as not taken, and holds those behind it.
package struct LookUpRule: Sendable, Hashable {
    /// From the call to the first look at the carrier's list.
    package let firstWait: Duration
    /// Between the two looks that both lack the text.
    package let betweenReads: Duration
    /// From the call to the later of the two at the earliest: the list may lag.
    package let afterCall: Duration
    /// A text of unknown outcome holds later ones to that contact for so long at most.
    package let longestHold: Duration
    /// A process that was paused for longer between its decision to call and the call does not make it any more: another one
    /// may have taken the text over.
    package let longestPause: Duration

    /// The waits in proportion to one minute, which tests of the whole program shorten.
    package init(minute: Duration = .seconds(60)) {
        firstWait = minute
        betweenReads = minute
        afterCall = minute * 2
        longestHold = minute * 3
        longestPause = minute / 3
    }

    package static let standard = LookUpRule()
}
