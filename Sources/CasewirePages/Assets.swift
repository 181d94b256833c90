import CAssets

/// The files carried inside the program: stylesheet, scripts and page templates.
package struct Assets: Sendable {
    private let files: [String: [UInt8]]

    /// The files compiled into this binary (listed in `CAssets/assets.c`).
    package static func carried() -> Assets {
        var files: [String: [UInt8]] = [:]
        let list = UnsafeBufferPointer(start: casewire_assets(), count: casewire_asset_count())
        for asset in list {
            let bytes = UnsafeBufferPointer(start: asset.bytes, count: asset.size)
            files[String(cString: asset.name)] = Array(bytes)
        }
        return Assets(files: files)
    }

    package init(files: [String: [UInt8]]) {
        self.files = files
    }

    /// The bytes of a file by its path below `Assets/`, such as `pages/inbox.mustache`.
    package subscript(name: String) -> [UInt8]? {
        files[name]
    }

    /// All names that begin with a prefix, in alphabetical order.
    package func names(below prefix: String) -> [String] {
        files.keys.filter { $0.hasPrefix(prefix) }.sorted()
    }
}
