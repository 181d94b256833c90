import CLibPQ

/// The arguments of a statement as libpq takes them: all in binary, with the type that their kind of value has.
///
/// A `NULL` isn't among them: it stands in the text (`NumberedStatement`), where the server finds its type by itself.
struct PostgresArguments {
    private(set) var types: [Oid] = []
    private var bytes: [UInt8] = []
    private var lengths: [CInt] = []

    var count: CInt { CInt(types.count) }

    init(_ values: [SQLValue]) {
        for value in values {
            let start = bytes.count
            switch value {
            case .null: continue
            case .integer(let number):
                types.append(PostgresType.int8)
                withUnsafeBytes(of: number.bigEndian) { bytes += $0 }
            case .text(let text):
                types.append(PostgresType.text)
                bytes += text.utf8
            case .blob(let blob):
                types.append(PostgresType.bytes)
                bytes += blob
            }
            lengths.append(CInt(bytes.count - start))
        }
    }

    /// Hands over the addresses of the values, their lengths, and their formats: 1, binary.
    func withPointers<Result>(
        _ body: ([UnsafePointer<CChar>?], [CInt], [CInt]) -> Result
    ) -> Result {
        // One more byte, so that an empty value has an address, too: without one it would be NULL.
        (bytes + [0]).withUnsafeBytes { buffer in
            var offset = 0
            var pointers: [UnsafePointer<CChar>?] = []
            for length in lengths {
                pointers.append(
                    buffer.baseAddress.map { ($0 + offset).assumingMemoryBound(to: CChar.self) })
                offset += Int(length)
            }
            return body(pointers, lengths, lengths.map { _ in 1 })
        }
    }
}
