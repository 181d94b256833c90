import CasewireStorage

/// A phone number of ours, with the provider that carries it.
package struct Number: Sendable, Hashable {
    package typealias ID = Identifier<Number>

    /// The word for a kind of carrier in setup files and addresses, such as `twilio`.
    package struct ProviderKind: RawRepresentable, Sendable, Hashable, Codable, SQLValueConvertible {
        package let rawValue: String

        package init(rawValue: String) {
            self.rawValue = rawValue
        }
    }

    /// Who answers a keyword such as STOP.
    package enum OptOutReplies: String, Sendable, Hashable, Codable, CaseIterable, SQLValueConvertible {
        /// The carrier, always.
        case provider
        /// Casewire, always; the carrier was told to be silent.
        case casewire
        /// Casewire, where the carrier is known not to.
        case auto
    }

    /// What rules carriers apply to texts from a number.
    package enum SenderKind: String, Sendable, Hashable, CaseIterable {
        case longCode = "long_code"
        case tollFree = "toll_free"
        case shortCode = "short_code"
    }

    package let id: ID
    package let phone: PhoneNumber
    package let provider: ProviderKind
    /// The provider's account, such as `AC…`.
    package let account: String
    package let secret: Secret
    /// What else the provider needs, by the names of setup files.
    package let further: [String: Secret]
    /// Stands for all of the provider's hosts; nil for its own.
    package let apiURL: String?
    /// Whether the agent answers at all.
    package let autopilot: Bool
    /// Whether the agent drafts answers for the people who have a session.
    package let assist: Bool
    package let optOutReplies: OptOutReplies
    /// What the provider takes in one call.
    package let limit: TextLimit
    /// The rate at which its texts leave; 0 for no limit of ours, nil for what is usual for such a number.
    package let segmentsPerSecond: Double?

    package init(
        id: ID, phone: PhoneNumber, provider: ProviderKind, account: String, secret: Secret,
        further: [String: Secret] = [:], apiURL: String?, autopilot: Bool, assist: Bool = false,
        optOutReplies: OptOutReplies = .auto,
        limit: TextLimit = .usual, segmentsPerSecond: Double? = nil
    ) {
        self.id = id
        self.phone = phone
        self.provider = provider
        self.account = account
        self.secret = secret
        self.further = further
        self.apiURL = apiURL
        self.autopilot = autopilot
        self.assist = assist
        self.optOutReplies = optOutReplies
        self.limit = limit
        self.segmentsPerSecond = segmentsPerSecond
    }

    package var senderKind: SenderKind { phone.isTollFree ? .tollFree : .longCode }

    /// Where the carrier brings texts, below the public URL; with the number's own key where it has one.
    package var webhookPath: String {
        "/webhooks/\(provider.rawValue)" + (further["key"].map { "/\($0.value)" } ?? "")
    }

    /// Where the carrier reports what became of a text.
    package func receiptPath(of message: Message.ID) -> String {
        "\(webhookPath)/status?message=\(message.rawValue)"
    }
}

extension Number.ProviderKind {
    package static let twilio = Number.ProviderKind(rawValue: "twilio")
}

extension PhoneNumber {
    /// North American numbers whose area code says that the one who is called pays.
    package var isTollFree: Bool {
        e164.hasPrefix("+1") && e164.utf8.count == 12
            && ["800", "833", "844", "855", "866", "877", "888"].contains(e164.dropFirst(2).prefix(3))
    }
}
