package import Casewire

extension TwilioProvider {
    /// The account's numbers that take texts (Twilio: "IncomingPhoneNumber resource"), the newest thousand.
    package func numbers() async throws(ListFailure) -> [PhoneNumber] {
        let list: IncomingNumbers = try await read(
            api.accountPath("IncomingPhoneNumbers.json") + "?PageSize=1000",
            largestAnswerBytes: Self.largestListBytes)
        return list.incomingPhoneNumbers.filter { $0.capabilities?.sms != false }
            .compactMap { PhoneNumber(e164: $0.phoneNumber) }
    }

    /// Reads the toll-free verification, or the A2P 10DLC campaign of the Messaging Service that holds the number.
    package func registration(of number: PhoneNumber) async throws(ListFailure) -> Registration? {
        let sid = try await incomingNumber(number).sid
        return number.isTollFree ? try await verification(of: sid) : try await campaign(of: sid)
    }

    private func verification(of sid: String) async throws(ListFailure) -> Registration {
        let query = TwilioAPI.form([("TollfreePhoneNumberSid", sid)])
        let page: Verifications = try await read(
            "/v1/Tollfree/Verifications?" + query, on: .messaging, largestAnswerBytes: Self.largestListBytes)
        // Several are there after a rejection; the best one counts.
        let states = page.verifications.map { verification -> Registration in
            switch verification.status {
            case "TWILIO_APPROVED": Registration(kind: .tollFree, state: .registered)
            case "TWILIO_REJECTED":
                Registration(kind: .tollFree, state: .rejected, reason: verification.rejectionReason)
            default: Registration(kind: .tollFree, state: .pending)
            }
        }
        return Self.best(of: states) ?? Registration(kind: .tollFree, state: .missing)
    }

    private func campaign(of sid: String) async throws(ListFailure) -> Registration {
        guard let service = try await service(holding: sid) else {
            return Registration(kind: .campaign, state: .missing)
        }
        let campaigns: [Campaign] = try await pages(
            "/v1/Services/\(TwilioAPI.encoded(service.sid))/Compliance/Usa2p", \CampaignPage.compliance)
        // The words may grow in number, and what is not known has not been let through yet.
        let states = campaigns.map { campaign -> Registration in
            switch campaign.status {
            case "VERIFIED": Registration(kind: .campaign, state: .registered)
            case "FAILED", "SUSPENDED":
                Registration(kind: .campaign, state: .rejected, reason: campaign.errors?.first?.description)
            default: Registration(kind: .campaign, state: .pending)
            }
        }
        return Self.best(of: states) ?? Registration(kind: .campaign, state: .missing)
    }

    private static func best(of found: [Registration]) -> Registration? {
        let order: [Registration.State] = [.registered, .pending, .rejected]
        return order.lazy.compactMap { state in found.first { $0.state == state } }.first
    }
}

// MARK: Resources

/// Twilio: "Toll-free verification resource".
private struct Verifications: Decodable {
    struct Verification: Decodable {
        let status: String
        let rejectionReason: String?

        enum CodingKeys: String, CodingKey {
            case status
            case rejectionReason = "rejection_reason"
        }
    }

    let verifications: [Verification]
}

/// Twilio: "Usa2p resource".
private struct Campaign: Decodable {
    struct Fault: Decodable { let description: String? }

    let status: String?
    let errors: [Fault]?

    enum CodingKeys: String, CodingKey {
        case errors
        case status = "campaign_status"
    }
}

private struct CampaignPage: TwilioPage {
    let compliance: [Campaign]
    let meta: TwilioPageMeta?
}
