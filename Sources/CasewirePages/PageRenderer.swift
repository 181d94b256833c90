import Mustache

/// A page or part of one: ready words, and the name of the template that lays them out.
///
/// Templates hold no logic beyond sections, so a page's `init` does all formatting. `{{word}}` escapes HTML.
package protocol Page: Sendable {
    /// The template's path below `Assets/`, without its ending: `pages/inbox`.
    static var template: String { get }
}

/// Fills the templates of a set of assets.
package struct PageRenderer: Sendable {
    private let library: MustacheLibrary

    /// Parses every `….mustache` of the assets; templates may include each other by path (`{{> pages/row}}`).
    ///
    /// Throws where a template does not parse, which is a fault of the build.
    package init(assets: Assets) throws {
        var templates: [String: MustacheTemplate] = [:]
        for name in assets.names(below: "") where name.hasSuffix(Self.ending) {
            guard let bytes = assets[name] else { continue }
            let path = String(name.dropLast(Self.ending.count))
            templates[path] = try MustacheTemplate(string: String(decoding: bytes, as: UTF8.self))
        }
        library = MustacheLibrary(templates: templates)
    }

    /// The page's HTML.
    ///
    /// Throws `MissingTemplate` when the page names a template that the program does not carry.
    package func render<Content: Page>(_ page: Content) throws -> String {
        guard let html = library.render(page, withTemplate: Content.template) else {
            throw MissingTemplate(name: Content.template)
        }
        return html
    }

    private static let ending = ".mustache"
}

/// A page names a template that the program does not carry.
package struct MissingTemplate: Error, CustomStringConvertible {
    package let name: String
    package var description: String { "The page template \(name) is not part of this program." }
}
