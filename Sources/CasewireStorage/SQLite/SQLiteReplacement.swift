import Glibc

/// Puts one closed database file in the place of another, which is kept aside.
package enum SQLiteReplacement {
    /// At every instant there is a whole database at `path`: the old one or the new one.
    ///
    /// Neither file may be open. Both names lie in one folder. What the old file's log still held is kept beside it.
    package static func replace(_ path: String, with new: String, keepingOldAs aside: String)
        throws(DatabaseError)
    {
        try SQLiteFile.flush(new)
        if access(path, F_OK) == 0 {
            // A log of the old file beside the new one would be taken for the new one's (SQLite: how to corrupt a
            // database file, 1.4), so it goes first.
            for suffix in ["-wal", "-shm"] where access(path + suffix, F_OK) == 0 {
                try check(rename(path + suffix, aside + suffix), path + suffix)
            }
            try check(link(path, aside), aside)
        }
        try check(rename(new, path), path)
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        let descriptor = open(folder.isEmpty ? "/" : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    private static func check(_ result: Int32, _ path: String) throws(DatabaseError) {
        guard result == 0 else { throw .unavailable("\(path) can't be put in place: \(systemError())") }
    }
}
