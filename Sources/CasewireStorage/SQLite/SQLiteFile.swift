import Glibc

/// The file of a database, as the operating system sees it.
enum SQLiteFile {
    /// Makes an empty file that only its owner can read and write, unless there is a file already.
    ///
    /// SQLite gives its own files beside it the same mode. A file that exists is not opened: closing it again would
    /// drop the locks that a connection of this process holds on it (SQLite: how to corrupt a database file, 2.2).
    static func create(at path: String, mustBeNew: Bool = false) throws(DatabaseError) {
        let file = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        if file >= 0 {
            Glibc.close(file)
        } else if mustBeNew || errno != EEXIST {
            throw .unavailable("\(path) can't be made: \(systemError())")
        }
    }

    /// Waits until a file that no connection uses is on disk.
    static func flush(_ path: String) throws(DatabaseError) {
        let file = open(path, O_RDWR | O_CLOEXEC)
        guard file >= 0 else { throw .unavailable("\(path) can't be opened: \(systemError())") }
        defer { Glibc.close(file) }
        guard fsync(file) == 0 else { throw .unavailable("\(path) can't be flushed: \(systemError())") }
    }

    /// Removes a file if it is there.
    static func remove(_ path: String) {
        unlink(path)
    }
}
