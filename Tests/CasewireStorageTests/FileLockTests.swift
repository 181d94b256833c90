import CasewireStorage
import Foundation
import TestPrograms
import TestSupport
import Testing

@Suite struct FileLockTests {
    @Test func `a second holder is refused and told who has it`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("casewire.db")
        let lock = try FileLock(path: path)
        defer { lock.release() }

        let process = "\(ProcessInfo.processInfo.processIdentifier)"
        let failure = #expect(throws: FileLock.Failure.taken(path: path + ".lock", process: process)) {
            _ = try FileLock(path: path)
        }
        #expect(failure?.description.contains("(process \(process))") == true)
    }

    @Test func `a lock that was let go can be taken again`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("casewire.db")

        let first = try FileLock(path: path)
        first.release()
        first.release()
        let second = try FileLock(path: path)

        #expect(throws: FileLock.Failure.self) { _ = try FileLock(path: path) }
        second.release()
    }

    @Test func `locks of two files are apart`() throws {
        let folder = try TemporaryFolder()
        let first = try FileLock(path: folder.path("a.db"))
        defer { first.release() }
        let second = try FileLock(path: folder.path("b.db"))
        second.release()
    }

    @Test func `a folder that is missing is told`() throws {
        let path = try TemporaryFolder().path("nowhere/casewire.db")
        #expect(throws: FileLock.Failure.system(path: path + ".lock", reason: "No such file or directory")) {
            _ = try FileLock(path: path)
        }
    }
}
