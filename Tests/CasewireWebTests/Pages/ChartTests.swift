import Testing

@testable import CasewireWeb

@Suite struct ChartTests {
    @Test(arguments: [
        (0, 2), (1, 2), (3, 4), (7, 8), (10, 20), (11, 20), (39, 40), (41, 60), (99, 100), (100, 200),
        (101, 200),
    ])
    func `a scale ends at an even figure`(highest: Int, end: Int) {
        #expect(DayBars.rounded(highest) == end)
    }

    @Test func `a bar is as high as its share of the scale`() {
        let svg = DayBars(
            days: ["2026-01-01", "2026-01-02"], series: [DayBars.Series(name: "Texts", counts: [20, 10])]
        )
        .svg("Texts by day")
        let heights = svg.matches(of: /height="([0-9.]+)"><title>/).compactMap { Double($0.output.1) }
        #expect(heights.count == 2)
        #expect(heights.first == heights.last.map { $0 * 2 })
    }

    @Test func `shares end at a hundred`() {
        let days = DayBars(
            days: ["2026-01-01"], series: [DayBars.Series(name: "Kept", counts: [100])], unit: " %",
            ceiling: 100)
        #expect(days.svg("Kept").contains(">100 %</text>"))
        #expect(!days.svg("Kept").contains("200 %"))
    }

    @Test func `names are data`() {
        let svg = RankedBars(rows: [(name: "<script>\"&", count: 3)]).svg("a \"title\"")
        #expect(!svg.contains("<script>"))
        #expect(svg.contains("&lt;script&gt;&quot;&amp;"))
        #expect(svg.contains("aria-label=\"a &quot;title&quot;\""))
    }
}
