import Casewire
import Logging

extension CreatioSite {
    /// The answers of a batch; nil where the site takes none, so that each part has to be sent by itself.
    func batch(
        _ parts: [CreatioBatch.Part], to right: CreatioRight, of object: String
    ) async throws(CaseSystemFailure) -> [CreatioAnswer?]? {
        guard await !access.refusesBatches else { return nil }
        let answer = try await gateway.answer(
            to: CreatioCall(
                method: .post, place: .odata("$batch"), body: CreatioBatch.body(of: parts),
                operations: parts.count))
        if answer.refusesBatch {
            await access.learnBatchesRefused()
            Logger.current.notice(
                "A Creatio site takes no batches, so requests go one by one",
                metadata: ["status": "\(answer.status)"])
            return nil
        }
        let json = CreatioJSON(decoding: answer.body)
        guard answer.isSuccess, CreatioErrorBody(json) == nil, !answer.isPage else {
            throw CaseSystemFailure(answer, to: right, object: object)
        }
        guard let answers = CreatioBatch.answers(in: json, count: parts.count) else {
            throw .unavailable(reason: "Creatio's answer to a batch is not whole")
        }
        return answers
    }
}

extension CreatioAnswer {
    /// Whether the site has no batches, or none in JSON: nothing of it was done.
    fileprivate var refusesBatch: Bool {
        switch status {
        case 404, 405, 415, 501: true
        case 400: String(decoding: body.prefix(4096), as: UTF8.self).contains("multipart")
        default: false
        }
    }
}

extension CreatioBatch.Part {
    /// The same as a request of its own.
    var call: CreatioCall { CreatioCall(method: method, place: .odata(path), body: body) }
}

extension RandomAccessCollection {
    /// Neighbours in groups of a size, the last one shorter.
    func chunks(of size: Int) -> [SubSequence] {
        stride(from: 0, to: count, by: size).map { start in
            let from = index(startIndex, offsetBy: start)
            return self[from..<(index(from, offsetBy: size, limitedBy: endIndex) ?? endIndex)]
        }
    }
}
