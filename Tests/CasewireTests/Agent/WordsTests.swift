import Testing

@testable import Casewire

@Suite struct WordsTests {
    @Test(arguments: [
        (
            "I don’t want THIS, s'il vous plaît!",
            [["i", "dont", "want", "this"], ["s", "il", "vous", "plait"]]
        ),
        ("Tôi muốn trả lại, șase ğün łódź", [["toi", "muon", "tra", "lai"], ["sase", "gun", "lodz"]]),
        ("Πού είναι ΤΟ", [["που", "ειναι", "το"]]), ("где мой заказ", [["где", "мой", "заказ"]]),
        ("我的包裹在哪里？谢谢", [["我", "的", "包", "裹", "在", "哪", "里"], ["谢", "谢"]]),
        ("iPhone15を返品", [["iphone15", "を", "返", "品"]]), ("주문 취소", [["주문", "취소"]]), ("👍🏽 ok", [["ok"]]),
    ])
    func `words of any language are normal`(_ text: String, _ clauses: [[String]]) {
        #expect(Words(text).clauses == clauses)
    }
}
