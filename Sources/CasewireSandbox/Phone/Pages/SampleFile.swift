import CasewirePages
import FoundationEssentials

/// A small file that the phone has to send, so that nobody needs to look for one.
struct SampleFile: Sendable {
    /// Below `samples/`.
    let name: String
    let caption: String
    let type: String

    static let all = [
        SampleFile(name: "parcel.png", caption: "Picture of a parcel", type: "image/png"),
        SampleFile(name: "receipt.pdf", caption: "Receipt (PDF)", type: "application/pdf"),
        SampleFile(name: "card.vcf", caption: "Contact card", type: "text/vcard"),
    ]

    static func named(_ name: String?) -> SampleFile? { all.first { $0.name == name } }

    func content(in assets: Assets) -> [UInt8] { assets["sandbox/samples/\(name)"] ?? [] }

    /// As a phone's script would send it.
    func dataURL(in assets: Assets) -> String {
        "data:\(type);base64,\(Data(content(in: assets)).base64EncodedString())"
    }
}
