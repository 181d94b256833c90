import Mustache

/// A page or part of one: ready words, and the name of the template that lays them out.
///
/// Templates hold no logic beyond sections, so a page's `init` does all formatting. `{{word}}` escapes HTML.
package protocol Page: Sendable {
    /// The template's path below `Assets/`, without its ending: `pages/inbox`.
    static var template: String { get }
}

/// Fills the templates of a set of assets, each in the languages that the assets have words for.
package struct PageRenderer: Sendable {
    private struct Translation: Sendable {
        /// Nil for English.
        let catalogue: Catalogue?
        let library: MustacheLibrary
    }

    private let translations: [String: Translation]

    /// Parses every `….mustache` of the assets; templates may include each other by path (`{{> pages/row}}`). Each is copied for
    /// every `words/….json`, with its words looked up there; `adding` gives further languages.
    ///
    /// Throws where a template or a catalogue does not parse, which is a fault of the build.
    package init(assets: Assets, adding further: [Catalogue] = []) throws {
        let sources = Self.sources(of: assets)
        var translations = [
            Self.english: Translation(catalogue: nil, library: try Self.library(sources) { $0 })
        ]
        for catalogue in try Self.catalogues(of: assets) + further {
            let library = try Self.library(sources.filter { $0.key.hasPrefix(Self.folder) }) {
                TemplateTranslator(catalogue: catalogue).translate($0)
            }
            translations[catalogue.language] = Translation(catalogue: catalogue, library: library)
        }
        self.translations = translations
    }

    /// The languages beside English, by their names for themselves.
    package var catalogues: [Catalogue] {
        translations.values.compactMap(\.catalogue).sorted { $0.name < $1.name }
    }

    private static func library(
        _ sources: [String: String], _ change: (String) -> String
    ) throws -> MustacheLibrary {
        MustacheLibrary(templates: try sources.mapValues { try MustacheTemplate(string: change($0)) })
    }

    /// The page's HTML in the language that pages are made in just now (`PageLanguage.current`).
    ///
    /// Throws `MissingTemplate` when the page names a template that the program does not carry.
    package func render<Content: Page>(_ page: Content) throws -> String {
        let translation =
            PageLanguage.current.flatMap { translations[$0.language] } ?? translations[Self.english]
        guard let html = translation?.library.render(page, withTemplate: Content.template) else {
            throw MissingTemplate(name: Content.template)
        }
        return html
    }

    /// The templates by their paths.
    package static func sources(of assets: Assets) -> [String: String] {
        var sources: [String: String] = [:]
        for name in assets.names(below: "") where name.hasSuffix(ending) {
            guard let bytes = assets[name] else { continue }
            sources[String(name.dropLast(ending.count))] = String(decoding: bytes, as: UTF8.self)
        }
        return sources
    }

    private static func catalogues(of assets: Assets) throws -> [Catalogue] {
        try assets.names(below: "words/").compactMap { name in
            try assets[name].map { try Catalogue(language: String(name.dropFirst(6).dropLast(5)), file: $0) }
        }
    }

    /// Of the dashboard's templates. The sandbox's stay English: they show what other programs do.
    package static let folder = "pages/"
    private static let ending = ".mustache"
    private static let english = "en"
}

/// A page names a template that the program does not carry.
package struct MissingTemplate: Error, CustomStringConvertible {
    package let name: String
    package var description: String { "The page template \(name) is not part of this program." }
}
