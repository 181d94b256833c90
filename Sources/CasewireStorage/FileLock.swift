import Glibc
import Synchronization

/// Keeps a second server off a database file.
///
/// It is an advisory lock (`flock`) on the file's name with `.lock` added, held until `release` or the end of the
/// process, however that ends; the file itself stays. Hold it with `defer { lock.release() }`.
package struct FileLock: Sendable {
    /// Why the lock can't be had.
    package enum Failure: Error, Hashable {
        /// Another process holds it; its number, if it left one.
        case taken(path: String, process: String?)

        /// The lock file can't be made or locked.
        case system(path: String, reason: String)
    }

    private let descriptor: Descriptor

    /// Takes the lock of the file at `path`, or throws at once.
    package init(path: String) throws(Failure) {
        let path = path + ".lock"
        let file = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .system(path: path, reason: systemError()) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            let isTaken = errno == EWOULDBLOCK
            let reason = systemError()
            let holder = Self.holder(in: file)
            close(file)
            throw isTaken ? .taken(path: path, process: holder) : .system(path: path, reason: reason)
        }
        descriptor = Descriptor(file)
        // The number is only there to be named in a message, so a failure to write it does no harm.
        let process = "\(getpid())\n"
        if ftruncate(file, 0) == 0 { _ = pwrite(file, process, process.utf8.count, 0) }
    }

    /// Lets go of the lock; again does nothing.
    package func release() {
        descriptor.close()
    }

    private static func holder(in file: Int32) -> String? {
        let digits = withUnsafeTemporaryAllocation(byteCount: 32, alignment: 1) { buffer in
            let count = pread(file, buffer.baseAddress, buffer.count, 0)
            return buffer.prefix(max(count, 0)).prefix { (0x30...0x39).contains($0) }.map { $0 }
        }
        return digits.isEmpty ? nil : String(decoding: digits, as: UTF8.self)
    }
}

extension FileLock.Failure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .taken(let path, let process):
            "Another server\(process.map { " (process \($0))" } ?? "") uses this database: it holds \(path). "
                + "Stop that one first, or use another file."
        case .system(let path, let reason):
            "The lock file \(path) can't be used: \(reason)."
        }
    }
}

/// An open file that is closed once.
private final class Descriptor: Sendable {
    private let file: Mutex<Int32?>

    init(_ file: Int32) {
        self.file = Mutex(file)
    }

    deinit {
        close()
    }

    func close() {
        let file = file.withLock { file in
            defer { file = nil }
            return file
        }
        if let file { _ = Glibc.close(file) }
    }
}
