package import AsyncHTTPClient
package import Casewire

/// The connector of one Creatio site: reads and writes rows through its OData 4 service.
///
/// Made once for a site's settings and shared by all workers; it holds the sign-in. Changed settings are a
/// new connector.
package struct CreatioSite: CaseSystem {
    private let connection: CreatioConnection
    let access: CreatioAccess
    let gateway: CreatioGateway
    let gatherer: CreatioGatherer

    /// The client is best made with `HTTPClient.Configuration.creatio`, and is shut down by who made it.
    package init(connection: CreatioConnection, client: HTTPClient, clock: any WallClock) {
        let wire = CreatioWire(client: client)
        self.connection = connection
        access = CreatioAccess(connection: connection, wire: wire, clock: clock)
        let gateway = CreatioGateway(connection: connection, wire: wire, access: access)
        self.gateway = gateway
        gatherer = CreatioGatherer { [access] in await gateway.answers(to: $0, access: access) }
    }

    /// What was asked of the site so far.
    package var usage: CreatioUsage {
        get async { await access.usage }
    }

    /// Signs in anew, even after a refusal, and reads `$metadata`.
    ///
    /// `integrationContact` is empty while nothing told it: neither the user service nor the answer to a row
    /// we made.
    package func describe() async throws(CaseSystemFailure) -> CaseSystemDescription {
        await access.startAfresh()
        let metadata = try await gateway.answer(
            to: CreatioCall(
                method: .get, place: .odata("$metadata"), accept: "application/xml",
                largestAnswerBytes: CreatioLimits.metadataBytes))
        guard metadata.isSuccess, let columns = CreatioMetadata.columns(in: metadata.body) else {
            if !metadata.isSuccess { throw CaseSystemFailure(metadata, to: .read, object: "$metadata") }
            throw .unavailable(
                reason: "The site's $metadata is not whole: its OData model may be being rebuilt")
        }
        await access.learn(columns: columns)
        let standing = try await access.standing(after: .none)
        return CaseSystemDescription(
            flavour: standing.flavour.rawValue, integrationContact: try await integrationContact(),
            columns: columns)
    }

    private func integrationContact() async throws(CaseSystemFailure) -> String {
        let answer = try await gateway.answer(
            to: CreatioCall(
                method: .post, place: .service("/ServiceModel/UserInfoService.svc/GetCurrentUserInfo"),
                body: .object([:]), operations: 0, largestAnswerBytes: CreatioLimits.smallBytes))
        let told = answer.isSuccess ? CreatioJSON(decoding: answer.body)?.firstText(under: "contactId") : nil
        if let told, told.isGUID, RowValue.id(told) != .id("00000000-0000-0000-0000-000000000000") {
            await access.learn(integrationContact: told.lowercased())
        }
        return await access.integrationContact ?? ""
    }
}
