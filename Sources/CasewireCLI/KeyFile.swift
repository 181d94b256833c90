import Foundation

/// The 32 bytes that seal secrets, in a file that only its owner may read.
struct KeyFile {
    let bytes: [UInt8]

    /// Reads the file, or makes it with mode 0600 on the first start.
    init(path: String, random: (Int) -> [UInt8]) throws {
        if let data = FileManager.default.contents(atPath: path) {
            guard data.count == 32 else {
                throw SettingsProblems(problems: [
                    "KEY_FILE \(path) holds \(data.count) bytes instead of 32. Restore the right file; secrets cannot be opened without it."
                ])
            }
            bytes = Array(data)
            return
        }
        bytes = random(32)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard descriptor >= 0 else {
            throw SettingsProblems(problems: [
                "KEY_FILE \(path) cannot be made: \(String(cString: strerror(errno))). Name a file in a folder that this user may write."
            ])
        }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try file.write(contentsOf: Data(bytes))
        try file.synchronize()
        try file.close()
    }
}
