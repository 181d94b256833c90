import Casewire
import CasewireStorage
import Foundation

/// The carriers' numbers, Creatio, and the clock beside theirs.
struct OutsideChecks {
    let services: Services

    /// A clock that is this far off makes signed calls and sign-ins fail.
    static let largestSkew = 60.0
    static let noticeableSkew = 5.0

    // MARK: - Numbers

    func numbers() async -> [Finding] {
        let vault = services.vault
        do {
            let (numbers, statuses) = try await services.database.read {
                (try $0.numbers(vault: vault), try $0.numberStatuses())
            }
            guard !numbers.isEmpty else {
                return [
                    .failed(
                        "Numbers", "There is none.",
                        fix: "Connect one under Settings, or in the setup file under numbers:.")
                ]
            }
            var findings: [Finding] = []
            for number in numbers {
                let status = statuses.first { $0.phone == number.phone.e164 }
                findings.append(await look(at: number, status))
            }
            return findings
        } catch {
            return [.failed("Numbers", "They cannot be read: \(error)", fix: "See the database.")]
        }
    }

    private func look(at number: Number, _ status: NumberStatus?) async -> Finding {
        let link = "Number \(number.phone.e164)"
        let since = services.clock.now() - .seconds(60)
        do {
            // Reading the list needs the credentials and sends nothing.
            _ = try await services.connections.carrier(for: number).texts(
                TextQuery(direction: .receivedByUs, number: number.phone, contact: nil, since: since))
        } catch ListFailure.refused(let reason) {
            return .failed(
                link, "\(number.provider.rawValue) refuses: \(reason)",
                fix: "Correct the account and its token under Settings or in the setup file.")
        } catch {
            return .failed(
                link, "\(number.provider.rawValue) cannot be reached: \(error)",
                fix: "See that this machine reaches the carrier; texts are sent once it does.")
        }
        if let note = status?.note {
            return .failed(link, note, fix: "Do what it says; the server then connects the number by itself.")
        }
        guard status?.isConnected == true else {
            return .failed(
                link, "Its webhook was not set yet.",
                fix: "Start casewire serve, which sets it, with CASEWIRE_PUBLIC_URL as the outside knows it.")
        }
        return .ok(link, "\(number.provider.rawValue) takes the credentials; the webhook is set")
    }

    /// Makes a signed call to each number's webhook at the public address, as its carrier would.
    func webhooks() async -> [Finding] {
        let vault = services.vault
        var findings: [Finding] = []
        for number in (try? await services.database.read { try $0.numbers(vault: vault) }) ?? [] {
            let link = "Webhook \(number.phone.e164)"
            do {
                switch try await WebhookProof.look(at: number, with: services) {
                case .verified: findings.append(.ok(link, "a signed call comes in by the public address"))
                case .unheard(let words):
                    findings.append(.warning(link, words, fix: "Send one text to it from a phone."))
                case .another(let words):
                    findings.append(
                        .failed(link, words, fix: "See that the proxy leads to the server of this database."))
                case .failed(let words):
                    findings.append(
                        .failed(
                            link, words,
                            fix: "Let the proxy pass path, query and body as they are; then run this again."))
                }
            } catch {
                findings.append(.failed(link, "\(error)", fix: "See the database."))
            }
        }
        return findings
    }

    // MARK: - Creatio

    /// What Casewire reads and writes there; each is read to see whether it may be.
    private static let objects = ["Case", "Activity", "Contact", "ContactCommunication"]

    func creatio() async -> [Finding] {
        let link = "Creatio"
        let vault = services.vault
        do {
            let (found, status) = try await services.database.read {
                (try $0.creatioSettings(openedBy: vault), try $0.creatioStatus())
            }
            guard let settings = found else {
                return [.skipped(link, "none is set up; handoffs go to the inbox alone")]
            }
            let system = try await services.connections.caseSystem(for: settings)
            let description = try await system.describe()
            _ = try await system.read(
                Self.objects.map { RowQuery($0, where: nil, columns: ["Id"], limit: 1) })
            if let status, status.state == .failing {
                return [
                    .failed(
                        link, status.reason ?? "It fails.",
                        fix: "Do what it says; the server then goes on by itself.")
                ]
            }
            return [
                .ok(
                    link,
                    "\(settings.url): sign-in, \(description.flavour), $metadata, "
                        + "\(Self.objects.joined(separator: ", ")) read")
            ]
        } catch let failure as CaseSystemFailure {
            return [.failed(link, failure.words, fix: Self.fix(for: failure))]
        } catch {
            return [
                .failed(link, "\(error)", fix: "Correct the connection under Settings or in the setup file.")
            ]
        }
    }

    private static func fix(for failure: CaseSystemFailure) -> String {
        switch failure {
        case .unavailable: "See that the site is up and that this machine reaches it."
        case .signInRefused: "Correct the address or the credentials under Settings or in the setup file."
        case .denied(let object, let right, _):
            "Grant the integration user the right to \(right) \(object): System Designer, Object permissions."
        case .overQuota: "Wait until midnight UTC, or raise daily_operations."
        case .duplicate, .missingReference, .rejected, .notFound: "See docs/setup.md, Creatio."
        }
    }

    // MARK: - Clock

    /// Compares this machine's clock with those of the outside.
    func clock() async -> [Finding] {
        let link = "Clock"
        let vault = services.vault
        let addresses = try? await services.database.read { snapshot in
            [try snapshot.creatioSettings(openedBy: vault)?.url].compactMap { $0 }
                + (try snapshot.numbers(vault: vault)).compactMap(\.apiURL)
        }
        var skews: [(address: String, seconds: Double)] = []
        for address in Set(addresses ?? []).sorted() {
            let before = Date()
            guard let look = try? await WebLook(address), let date = look.date else { continue }
            // The header counts whole seconds and was written some time between the call and its answer.
            let middle = before.addingTimeInterval(Date().timeIntervalSince(before) / 2)
            skews.append((address, middle.timeIntervalSince(date) - 0.5))
        }
        guard let worst = skews.max(by: { abs($0.seconds) < abs($1.seconds) }) else {
            return [.skipped(link, "nobody to compare with")]
        }
        let seconds = Int(abs(worst.seconds).rounded())
        let words = "\(seconds) s \(worst.seconds > 0 ? "ahead of" : "behind") \(worst.address)"
        let fix = "Have the time set by itself on this machine: timedatectl set-ntp true."
        switch abs(worst.seconds) {
        case Self.largestSkew...: return [.failed(link, words, fix: fix)]
        case Self.noticeableSkew...: return [.warning(link, words, fix: fix)]
        default: return [.ok(link, "as that of \(worst.address)")]
        }
    }
}
