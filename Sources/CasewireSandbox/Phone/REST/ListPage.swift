/// Which page of a list is asked for, and how a page is written (Twilio: "REST API responses: paging").
package struct ListPage: Sendable {
    /// 50 by default, at most 1000.
    package let size: Int
    package let page: Int
    /// The page begins below this position.
    package let before: Int?
    private let path: String
    private let filters: FormFields

    package init(_ query: FormFields, path: String) throws(CarrierError) {
        self.path = path
        filters = FormFields(
            query.pairs.filter { !["Page", "PageToken", "PageSize"].contains($0.name) }.map {
                ($0.name, $0.value)
            })
        guard let size = Int(query["PageSize"] ?? "50"), size >= 1 else {
            throw .invalidParameter("PageSize must be a number from 1 to 1000")
        }
        self.size = min(size, 1000)
        page = Int(query["Page"] ?? "0") ?? 0
        if let token = query["PageToken"] {
            guard token.hasPrefix("PA"), let position = Int(token.dropFirst(2), radix: 16) else {
                throw .invalidParameter("PageToken \(token)")
            }
            before = position
        } else {
            guard page == 0 else { throw .invalidParameter("Page without its PageToken") }
            before = nil
        }
    }

    /// The address of the page after the entry at `position`.
    package func next(after position: Int) -> String {
        let digits = String(position, radix: 16)
        return address([
            ("Page", "\(page + 1)"),
            ("PageToken", "PA" + String(repeating: "0", count: 32 - digits.count) + digits),
        ])
    }

    private func address(_ more: [(String, String)]) -> String {
        var fields = filters
        fields.append("PageSize", "\(size)")
        for (name, value) in more { fields.append(name, value) }
        return path + "?" + fields.encoded
    }

    /// A page of the version 2010-04-01 API.
    package func json(_ name: String, _ items: [CarrierJSON], next: String?) -> CarrierJSON {
        [
            name: .array(items),
            "start": .int(page * size),
            "end": .int(page * size + max(0, items.count - 1)),
            "page": .int(page),
            "page_size": .int(size),
            "first_page_uri": .string(address([("Page", "0")])),
            "previous_page_uri": nil,
            "next_page_uri": CarrierJSON(next),
            "uri": .string(address([("Page", "\(page)")])),
        ]
    }

    /// A page, which is the only one, of the version 1 APIs. `base` is the server's own address.
    package func meta(_ name: String, _ items: [CarrierJSON], base: String) -> CarrierJSON {
        [
            name: .array(items),
            "meta": [
                "page": .int(page),
                "page_size": .int(size),
                "first_page_url": .string(base + address([("Page", "0")])),
                "previous_page_url": nil,
                "next_page_url": nil,
                "url": .string(base + address([("Page", "\(page)")])),
                "key": .string(name),
            ],
        ]
    }
}
