package import Casewire

extension TwilioProvider {
    /// Files are at the API, which asks for the account's credentials and sends the call on to where they are kept, which asks
    /// for none (Twilio: "Media resource", "Protect media access with HTTP basic authentication").
    package func fetch(
        _ medium: InboundText.Media, largestBytes: Int
    ) async throws(MediumFailure) -> FetchedMedium {
        try await MediaFetch(
            carrier: "Twilio",
            places: MediaPlaces(
                apiURL: api.apiURL, vendor: TwilioAPI.Host.api.rawValue, hosts: Self.mediaHosts),
            credentials: [CarrierHTTP.basic(api.accountSID, api.authToken.value)], client: api.client,
            timeout: api.timeout
        ).fetch(medium.url, largestBytes: largestBytes)
    }

    /// Reads `Media.json` of a text (Twilio: "Read multiple Media resources").
    package func media(of text: String) async throws(ListFailure) -> [InboundText.Media] {
        let path = api.accountPath("Messages/\(TwilioAPI.encoded(text))/Media.json")
        let list: MediaList = try await read(path, largestAnswerBytes: Self.largestMessageBytes)
        return list.media_list.map { file in
            let address = file.uri.hasSuffix(".json") ? String(file.uri.dropLast(5)) : file.uri
            return InboundText.Media(
                url: api.address(of: address), contentType: file.content_type ?? "application/octet-stream")
        }
    }

    private struct MediaList: Decodable {
        struct File: Decodable {
            let uri: String
            let content_type: String?
        }
        let media_list: [File]
    }

    private static let mediaHosts = ["mms.twiliocdn.com", "s3-external-1.amazonaws.com"]
}
