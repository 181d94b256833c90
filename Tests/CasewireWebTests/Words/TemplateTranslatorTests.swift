import CasewirePages
import Testing

@Suite struct TemplateTranslatorTests {
    private func translated(_ source: String, _ words: [String: String]) throws -> String {
        let entries = words.map { "\"\($0.key)\": \"\($0.value)\"" } + ["\"@language\": \"X\""]
        let file = Array("{\(entries.joined(separator: ", "))}".utf8)
        return TemplateTranslator(catalogue: try Catalogue(language: "x", file: file)).translate(source)
    }

    @Test func `a text broken up by variables is one message whose values may change places`() throws {
        #expect(
            try translated("<p>{{phone}} on {{number}}</p>", ["%1 on %2": "en %2: %1"])
                == "<p>en {{number}}: {{phone}}</p>")
    }

    @Test func `links and emphasis keep their tags where the words move them`() throws {
        let source = "<p>See <a href=\"/x\">what was <strong>found</strong></a> now.</p>"
        #expect(TemplateTranslator.messages(of: source) == ["See <1>what was <2>found</2></1> now."])
        let words = ["See <1>what was <2>found</2></1> now.": "Ahora <1><2>lo</2> visto</1>."]
        #expect(try translated(source, words) == "<p>Ahora <a href=\"/x\"><strong>lo</strong> visto</a>.</p>")
    }

    @Test func `attributes that are read are translated, others are not`() throws {
        let source =
            #"<input name="Name" placeholder="Name" title="Late" alt="Name" aria-label="Select {{id}}" value="Name" data-words-late="Late">"#
        #expect(TemplateTranslator.messages(of: source) == ["Name", "Late", "Name", "Select %1", "Late"])
        #expect(
            try translated(source, ["Name": "Nombre", "Select %1": "Elegir %1", "Late": "Tarde"])
                == #"<input name="Name" placeholder="Nombre" title="Tarde" alt="Nombre" aria-label="Elegir {{id}}" value="Name" data-words-late="Tarde">"#
        )
    }

    @Test func `sections with words are messages of their own, moments are values`() throws {
        let source = "{{#a}}Counted {{> pages/moment}}.{{/a}}{{^a}}Nothing yet.{{/a}}"
        #expect(TemplateTranslator.messages(of: source) == ["Counted %1.", "Nothing yet."])
        #expect(
            try translated(source, ["Counted %1.": "%1: contado."])
                == "{{#a}}{{> pages/moment}}: contado.{{/a}}{{^a}}Nothing yet.{{/a}}")
        let nested = "{{name}} · seen {{#since}}{{> pages/moment}}{{/since}}"
        #expect(
            try translated(nested, ["%1 · seen %2": "visto %2 · %1"])
                == "visto {{#since}}{{> pages/moment}}{{/since}} · {{name}}")
    }

    @Test func `what is typed, products and white space stay`() throws {
        let source = "<p>\n  Run <code>casewire serve</code>\n</p>\n<h1>Creatio</h1>\n<kbd>Enter</kbd>\n"
        #expect(TemplateTranslator.messages(of: source) == ["Run %1"])
        #expect(
            try translated(source, ["Run %1": "Ejecute %1"])
                == "<p>\n  Ejecute <code>casewire serve</code>\n</p>\n<h1>Creatio</h1>\n<kbd>Enter</kbd>\n")
    }

    @Test func `the page says its language`() throws {
        #expect(try translated("<html lang=\"en\">", [:]) == "<html lang=\"x\">")
    }

    @Test func `without a word for it a template stays as it is`() throws {
        for (path, source) in PageRenderer.sources(of: .carried()) where !source.contains("lang=\"en\"") {
            #expect(try translated(source, [:]) == source, "\(path)")
        }
    }
}
