package import Casewire

extension CreatioSite {
    package func read(_ queries: [RowQuery]) async throws(CaseSystemFailure) -> [[RowValues]] {
        var paths: [String?] = []
        for query in queries { paths.append(try ODataQuery.path(for: query)) }
        var results = [[RowValues]](repeating: [], count: queries.count)
        let asked = paths.indices.filter { paths[$0] != nil }
        let row = CreatioRow(columns: await access.columns)

        for chunk in asked.chunks(of: CreatioLimits.batchParts) {
            let parts = chunk.compactMap { index in
                paths[index].map { CreatioBatch.Part(method: .get, path: $0) }
            }
            let answers = try await readAnswers(to: parts, of: queries[chunk[chunk.startIndex]].object)
            for (index, answer) in zip(chunk, answers) {
                let query = queries[index]
                let json = CreatioJSON(decoding: answer.body)
                guard answer.isSuccess, CreatioErrorBody(json) == nil, !answer.isPage else {
                    throw CaseSystemFailure(answer, to: .read, object: query.object)
                }
                guard let rows = row.rows(in: json, of: query.object) else {
                    throw .unavailable(reason: "Creatio's answer about \(query.object) is not whole")
                }
                results[index] = try await rows + rest(of: query, after: json, having: rows.count, row)
            }
        }
        return results
    }

    /// What a site that hands out a list in pieces still owes of it: none is known to, yet OData allows it.
    private func rest(
        of query: RowQuery, after first: CreatioJSON?, having count: Int, _ row: CreatioRow
    ) async throws(CaseSystemFailure) -> [RowValues] {
        var rows: [RowValues] = []
        var page = first
        while let link = page?["@odata.nextLink"]?.text, count + rows.count < query.limit {
            let path = link.firstRange(of: "/odata/").map { String(link[$0.upperBound...]) } ?? link
            let answer = try await gateway.answer(to: CreatioBatch.Part(method: .get, path: path).call)
            page = CreatioJSON(decoding: answer.body)
            guard answer.isSuccess, CreatioErrorBody(page) == nil, !answer.isPage,
                let more = row.rows(in: page, of: query.object), !more.isEmpty
            else { throw CaseSystemFailure(answer, to: .read, object: query.object) }
            rows += more
        }
        return Array(rows.prefix(max(0, query.limit - count)))
    }

    /// An answer for each part, or as many as came before the first that failed, which is then the last.
    private func readAnswers(
        to parts: [CreatioBatch.Part], of object: String
    ) async throws(CaseSystemFailure) -> [CreatioAnswer] {
        let errand = CreatioGatherer.Errand(parts: parts, right: .read, object: object)
        if let answers = try await gatherer.answers(to: errand) {
            let known = answers.prefix { $0 != nil }.compactMap { $0 }
            guard known.count == parts.count || known.last?.isSuccess == false else {
                throw .unavailable(reason: "Creatio answered only \(known.count) of \(parts.count) questions")
            }
            return known
        }
        var answers: [CreatioAnswer] = []
        for part in parts {
            answers.append(try await gateway.answer(to: part.call))
            if answers.last?.isSuccess == false { break }
        }
        return answers
    }
}
