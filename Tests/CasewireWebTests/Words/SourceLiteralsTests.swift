import Testing

@Suite struct SourceLiteralsTests {
    @Test func `literals are found with their keys and with what looks them up`() {
        let source = #"""
            let a = say("Take over")  // say("a comment")
            let b = say(count, one: "1 text", other: "\(count) texts")
            let c = "\(x("plain")) of \(y)"
            let d = say("""
                One line \
                and \(place(1)).
                """)
            let e = isOn ? say("On") : "Off"
            """#
        let found = SourceLiterals.all(in: source)
        #expect(
            found.filter(\.isSaid).map(\.key) == [
                "Take over", "1 text", "%1 texts", "One line and %1.", "On",
            ])
        #expect(found.filter { !$0.isSaid }.map(\.key) == ["plain", "%1 of %2", "Off"])
        #expect(found.compactMap(\.label) == ["one", "other"])
        #expect(found.last?.line == 8)
    }
}
