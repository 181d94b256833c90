import Glibc

/// Wakes a thread that waits for a socket.
final class Bell: Sendable {
    private let reader: Int32
    private let writer: Int32

    init() throws(DatabaseError) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw .unavailable("no pipe can be made: \(systemError())") }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (reader, writer) = (ends[0], ends[1])
    }

    deinit {
        Glibc.close(reader)
        Glibc.close(writer)
    }

    /// Wakes whoever waits, or the next who does.
    func ring() {
        // A full pipe wakes as well as one more byte.
        var byte: UInt8 = 1
        _ = Glibc.write(writer, &byte, 1)
    }

    /// Waits for a ring or for something to read on a socket; false when neither came in time.
    @discardableResult
    func wait(beside socket: Int32?, milliseconds: CInt) -> Bool {
        var watched = [
            pollfd(fd: reader, events: Int16(POLLIN), revents: 0),
            pollfd(fd: socket ?? -1, events: Int16(POLLIN), revents: 0),
        ]
        let count = poll(&watched, 2, milliseconds)
        var bytes: [UInt8] = Array(repeating: 0, count: 64)
        while read(reader, &bytes, bytes.count) == bytes.count {}
        return count != 0
    }
}
