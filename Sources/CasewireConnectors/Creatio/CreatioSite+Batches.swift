import Casewire
import Logging

extension CreatioGateway {
    /// The answers to the parts of several errands, in one request: a batch, or a plain call for a lone part.
    ///
    /// Nil where the site takes no batches, so that each part has to be sent by itself.
    func answers(
        to errands: [CreatioGatherer.Errand], access: CreatioAccess
    ) async -> CreatioGatherer.Outcome {
        let parts = errands.flatMap(\.parts)
        do throws(CaseSystemFailure) {
            guard let first = errands.first else { return .success([]) }
            if parts.count == 1, parts[0].path.utf8.count <= CreatioLimits.addressCharacters {
                return .success([try await answer(to: parts[0].call)])
            }
            guard await !access.refusesBatches else { return .success(nil) }
            return .success(try await batch(parts, of: first, isJoined: errands.count > 1, access: access))
        } catch {
            return .failure(error)
        }
    }

    private func batch(
        _ parts: [CreatioBatch.Part], of first: CreatioGatherer.Errand, isJoined: Bool, access: CreatioAccess
    ) async throws(CaseSystemFailure) -> [CreatioAnswer?]? {
        let answer = try await answer(
            to: CreatioCall(
                method: .post, place: .odata("$batch"), body: CreatioBatch.body(of: parts),
                // One worker's failure is none of another's. A site that stops all the same is asked again.
                continuesOnError: isJoined, operations: parts.count))
        if answer.refusesBatch {
            await access.learnBatchesRefused()
            Logger.current.notice(
                "A Creatio site takes no batches, so requests go one by one",
                metadata: ["status": "\(answer.status)"])
            return nil
        }
        let json = CreatioJSON(decoding: answer.body)
        guard answer.isSuccess, CreatioErrorBody(json) == nil, !answer.isPage else {
            throw CaseSystemFailure(answer, to: first.right, object: first.object)
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
