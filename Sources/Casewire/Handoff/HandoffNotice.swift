/// What the customer is told when people take over.
package struct HandoffNotice: Sendable, Hashable {
    package let text: String

    /// The wording depends on whether people are there at the moment.
    package init(
        organization: OrganizationSettings, agent: AgentSettings, language: String?, at now: Timestamp
    ) {
        let language = language ?? organization.language
        if let hours = agent.hours, let opening = hours.nextOpening(after: now) {
            let when = hours.spoken(opening, language: language)
            let custom = agent.noticeClosed?.replacing("{opening}", with: when)
            text =
                custom
                ?? AgentPhrases.handoffNoticeClosed(
                    organization: organization.name, opening: when, language: language)
        } else {
            text =
                agent.notice
                ?? AgentPhrases.handoffNotice(organization: organization.name, language: language)
        }
    }
}
