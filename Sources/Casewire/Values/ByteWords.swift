/// How a number of bytes is written.
package enum ByteWords {
    /// `812 bytes`, `120 KB`, `4.2 MB`, `12 MB`: of 1024 each, rounded up, so that what is over a limit never reads like it.
    package static func words(_ bytes: Int) -> String {
        if bytes == 1 { return "1 byte" }
        if bytes < 1024 { return "\(bytes) bytes" }
        if bytes <= 1023 * 1024 { return "\((bytes + 1023) / 1024) KB" }
        let tenths = (bytes * 10 + megabyte - 1) / megabyte
        guard tenths < 100, tenths % 10 > 0 else { return "\((tenths + 9) / 10) MB" }
        return "\(tenths / 10).\(tenths % 10) MB"
    }

    private static let megabyte = 1024 * 1024
}
