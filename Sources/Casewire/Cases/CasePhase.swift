import CasewireStorage

/// Who has a session at the moment, as the status of its case shows it.
///
/// Response clocks in Creatio stand still in a status with `IsPaused`, so that by default they run while people have the session
/// and not while the agent does, or while the customer is awaited.
package enum CasePhase: String, Sendable, Hashable, Codable, CaseIterable, CodingKeyRepresentable,
    SQLValueConvertible
{
    case withAgent = "with_agent"
    case handedOff = "handed_off"
    case waitingForCustomer = "waiting_for_customer"
    case customerReplied = "customer_replied"
    case resolved

    /// In a setup file, instead of a status: the case's status stays as it is.
    package static let leftAlone = "none"
}

extension CasePicture {
    /// Who has the session, by its state and by who wrote last.
    package var phase: CasePhase {
        switch session.state {
        case .agent: return .withAgent
        case .resolved: return .resolved
        case .handedOff: break
        }
        let since = session.handoff?.at ?? Timestamp(milliseconds: 0)
        let said = messages.filter { $0.author == .rep || $0.author == .customer }
        guard said.contains(where: { $0.author == .rep && $0.createdAt >= since }) else { return .handedOff }
        return said.last?.author == .rep ? .waitingForCustomer : .customerReplied
    }
}
