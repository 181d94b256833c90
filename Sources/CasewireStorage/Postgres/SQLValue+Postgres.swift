import CLibPQ

/// The numbers of the types that are read and sent (PostgreSQL: `pg_type.dat`).
enum PostgresType {
    static let bool: Oid = 16
    static let bytes: Oid = 17
    static let singleByte: Oid = 18
    static let name: Oid = 19
    static let int8: Oid = 20
    static let int2: Oid = 21
    static let int4: Oid = 23
    static let text: Oid = 25
    static let float4: Oid = 700
    static let float8: Oid = 701
    static let unknown: Oid = 705
    static let character: Oid = 1042
    static let varchar: Oid = 1043
    static let numeric: Oid = 1700
    static let void: Oid = 2278

    static let fractions: Set<Oid> = [float4, float8, numeric]
}

extension SQLValue {
    /// Reads a value as the server sends it in binary; `nil` for a fraction and for types that aren't kept here.
    init?(_ bytes: UnsafeRawBufferPointer, type: Oid) {
        switch type {
        case PostgresType.int8: self = .integer(Int64(bigEndian: bytes.loadUnaligned(as: Int64.self)))
        case PostgresType.int4: self = .integer(Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self))))
        case PostgresType.int2: self = .integer(Int64(Int16(bigEndian: bytes.loadUnaligned(as: Int16.self))))
        case PostgresType.bool: self = .integer(bytes.first == 1 ? 1 : 0)
        case PostgresType.text, PostgresType.varchar, PostgresType.character, PostgresType.name,
            PostgresType.singleByte, PostgresType.unknown:
            self = .text(String(decoding: bytes, as: UTF8.self))
        case PostgresType.bytes: self = .blob([UInt8](bytes))
        case PostgresType.void: self = .null
        case PostgresType.numeric:
            guard let whole = Self.wholeNumber(bytes) else { return nil }
            self = .integer(whole)
        default: return nil
        }
    }

    /// Reads a `NUMERIC`, which sums of `BIGINT` are: a count of digits to the base 10,000, the power of the first one,
    /// the sign, the digits after the point for display, and the digits (PostgreSQL: `numeric_send`).
    private static func wholeNumber(_ bytes: UnsafeRawBufferPointer) -> Int64? {
        func word(_ index: Int) -> Int {
            Int(Int16(bigEndian: bytes.loadUnaligned(fromByteOffset: index * 2, as: Int16.self)))
        }
        guard bytes.count >= 8 else { return nil }
        let (count, weight) = (word(0), word(1))
        let isNegative: Bool
        switch UInt16(truncatingIfNeeded: word(2)) {
        case 0: isNegative = false
        case 0x4000: isNegative = true
        default: return nil  // Not a number, or infinite.
        }
        var value: Int64 = 0
        for power in 0...max(weight, count - 1, 0) {
            let digit = power < count ? Int64(word(4 + power)) : 0
            guard power <= weight else {
                if digit != 0 { return nil }
                continue
            }
            let (shifted, overflows) = value.multipliedReportingOverflow(by: 10_000)
            let (sum, exceeds) =
                isNegative
                ? shifted.subtractingReportingOverflow(digit) : shifted.addingReportingOverflow(digit)
            if overflows || exceeds { return nil }
            value = sum
        }
        return value
    }
}
