package import Casewire

extension CreatioSite {
    /// Sends a file whole, by the service that makes its row, too (Creatio Academy, "File API"): the row's id is ours, so that
    /// the same file again is no second one.
    package func attach(_ file: CaseAttachment) async throws(CaseSystemFailure) {
        let count = file.content.count
        let options = [
            ("fileId", try ODataLiteral.id(file.id)), ("totalFileLength", "\(count)"),
            ("mimeType", file.type.rawValue), ("fileName", file.name), ("columnName", "Data"),
            ("entitySchemaName", "CaseFile"), ("parentColumnName", "Case"),
            ("parentColumnValue", try ODataLiteral.id(file.caseID)),
        ]
        let query = options.map { "\($0.0)=\($0.1.percentEncoded)" }.joined(separator: "&")
        let answer = try await gateway.answer(
            to: CreatioCall(
                method: .post, place: .service("/rest/FileApiService/UploadFile?" + query),
                file: (
                    content: file.content,
                    headers: [
                        ("Content-Type", "application/octet-stream"),
                        ("Content-Disposition", "attachment; filename=\(file.name)"),
                        ("Content-Range", "bytes 0-\(max(0, count - 1))/\(count)"),
                    ]
                ), operations: 0, largestAnswerBytes: CreatioLimits.smallBytes))
        let body = CreatioErrorBody(CreatioJSON(decoding: answer.body))
        guard answer.isSuccess, body == nil, !answer.isPage else { throw Self.refusal(answer, body) }
    }

    /// Fetches a file by the service that has them (Creatio Academy, "File API").
    package func download(
        _ file: String, of object: String, largestBytes: Int
    ) async throws(CaseSystemFailure) -> [UInt8] {
        let path = "/rest/FileService/Download/\(try ODataLiteral.path(object))/\(try ODataLiteral.id(file))"
        let answer = try await gateway.answer(
            to: CreatioCall(
                method: .get, place: .service(path), accept: "*/*", operations: 0,
                largestAnswerBytes: largestBytes))
        guard answer.isSuccess, !answer.isPage else {
            throw CaseSystemFailure(answer, to: .read, object: object)
        }
        return answer.body
    }

    /// What the service says in words that nobody knows is about this one file: another try would be told the same.
    private static func refusal(_ answer: CreatioAnswer, _ body: CreatioErrorBody?) -> CaseSystemFailure {
        guard let body, answer.trouble == nil, answer.status != 401, answer.status != 403,
            CaseSystemFailure(body, to: .add, object: "CaseFile") == nil
        else { return CaseSystemFailure(answer, to: .add, object: "CaseFile") }
        return .rejected(reason: "Creatio does not take the file (Creatio: “\(body.message.quotable)”)")
    }
}
