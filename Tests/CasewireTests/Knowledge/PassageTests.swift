import Testing

@testable import Casewire

@Suite struct PassageTests {
    @Test func `sentences end at full stops and not at abbreviations`() {
        let passage = Passage(
            body: "We open at 9 a.m. on weekdays. See e.g. our page. Call No. 5 for more! Ok?")
        #expect(
            passage.sentences == [
                "We open at 9 a.m. on weekdays.", "See e.g. our page.", "Call No. 5 for more!", "Ok?",
            ])
    }

    @Test func `a short body is given whole`() {
        let passage = Passage(body: "One. Two.\n\nThree.")
        #expect(passage.best(points: [0, 0, 0]) == "One. Two.\nThree.")
    }

    @Test func `of a long body the sentences that answer are given`() {
        let filler = (1...12).map { "Sentence number \($0) says nothing of interest to anyone at all." }
        let body =
            (filler.prefix(8) + ["Express costs fifteen dollars.", "It arrives the next day."]
            + filler.suffix(4))
            .joined(separator: " ")
        let passage = Passage(body: body)
        var points = [Double](repeating: 0, count: passage.sentences.count)
        points[8] = 2
        let best = passage.best(points: points)
        #expect(best.contains("Express costs fifteen dollars."))
        #expect(best.count <= Passage.longest)
    }

    @Test func `a sentence longer than a passage is cut at a word`() {
        let passage = Passage(body: String(repeating: "word ", count: 200))
        let best = passage.best(points: [1])
        #expect(best.count <= Passage.longest)
        #expect(best.hasSuffix("word..."))
    }

    @Test func `an empty body has no passage`() {
        #expect(Passage(body: " \n ").best(points: []).isEmpty)
    }
}
