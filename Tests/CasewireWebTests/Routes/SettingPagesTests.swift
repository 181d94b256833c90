import Casewire
import CasewireStorage
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import CasewireWeb

struct SettingPagesTests {
    /// The fields of a form as a browser would send them, unchanged.
    private func fields(of page: String) -> [String: String] {
        var fields: [String: String] = [:]
        for tag in page.matches(of: #/<input [^>]*>/#).map({ String($0.output) }) {
            func attribute(_ name: String) -> String? {
                tag.range(of: " \(name)=\"").map { String(tag[$0.upperBound...].prefix { $0 != "\"" }) }
            }
            guard let name = attribute("name"), name != "form_token" else { continue }
            let isBox = ["checkbox", "radio"].contains(attribute("type") ?? "")
            if !isBox || tag.contains(" checked") { fields[name] = attribute("value") ?? "" }
        }
        for match in page.matches(of: #/<textarea [^>]*name="([^"]+)"[^>]*>([^<]*)</#) {
            fields[String(match.output.1)] = String(match.output.2)
        }
        for match in page.matches(of: #/<select [^>]*name="([^"]+)"[^>]*>(?s:(.*?))<\/select>/#) {
            let chosen = match.output.2.firstMatch(of: #/<option value="([^"]*)" selected[^>]*>/#)?.output.1
            fields[String(match.output.1)] = String(chosen ?? "")
        }
        return fields
    }

    @Test(arguments: ["organization", "agent", "hours"])
    func `a form sent as it is changes nothing`(name: String) async throws {
        try await WebWorld().run { caller async throws in
            let admin = try await caller.signIn(.admin)
            let page = try await caller.page("/settings/\(name)", in: admin)
            #expect(page.status == 200, "\(page.text)")
            let answer = try await caller.submit("/settings/\(name)", fields(of: page.text), in: admin)
            #expect(answer.status == 303, "\(answer.text)")
            #expect(answer.headers[.location] == "/settings/\(name)?saved=none")
            let again = try await caller.page("/settings/\(name)?saved=none", in: admin).text
            #expect(again.contains("Nothing was changed."))
        }
    }

    @Test func `the organization is changed, and told what was`() async throws {
        try await WebWorld().run { caller async throws in
            let admin = try await caller.signIn(.admin)
            var fields = fields(of: try await caller.page("/settings/organization", in: admin).text)
            fields["name"] = "Harbor & Sons"
            fields["timezone"] = "Europe/Berlin"
            fields["prices"] = "us 0.0083\nGB: 0.04"
            let answer = try await caller.submit("/settings/organization", fields, in: admin)
            let place = try #require(answer.headers[.location])
            let page = try await caller.page(place, in: admin).text
            #expect(page.contains("Saved: name, time zone, prices."))
            #expect(
                page.contains("Harbor &amp; Sons")
                    && page.contains(#"<option value="Europe/Berlin" selected"#))
            let kept = try await caller.world.database.read { try $0.organization() }
            #expect(kept.segmentPrices.millionths == ["US": 8300, "GB": 40_000])
            fields["name"] = ""
            fields["prices"] = "US cheap\nGB: 0.04 or so"
            let refused = try await caller.submit("/settings/organization", fields, in: admin)
            #expect(refused.status == 422)
            for words in [
                "Nothing was saved.", "Cannot be empty.", "segment_prices.US must be a number",
                "GB: 0.04 or so",
                #"aria-describedby="setting-name-problem""#,
            ] { #expect(refused.text.contains(words), "\(words)") }
            #expect(try await caller.world.database.read { try $0.organization() } == kept)
            let audit = try await caller.world.database.read { try $0.auditEntries(limit: 5) }
            #expect(
                audit.contains {
                    $0.who == "rep@example.com"
                        && $0.action
                            == "Changed organization.name, organization.timezone, organization.segment_prices"
                })
        }
    }

    @Test func `a hosted model is set and its key shown to nobody`() async throws {
        try await WebWorld().run { caller async throws in
            let admin = try await caller.signIn(.admin)
            var fields = fields(of: try await caller.page("/settings/agent", in: admin).text)
            #expect(fields["handoff.level"] == "quick" && fields["model.kind"] == "builtin")
            fields["model.kind"] = "openai"
            fields["model.api_key"] = "topsecret"
            fields["handoff.triggers.no_answer"] = "patient"
            fields["handoff.topics"] = "legal threats\n\nrecall\n"
            fields["handoff.notice"] = "See https://bit.ly/x"
            let refused = try await caller.submit("/settings/agent", fields, in: admin)
            #expect(refused.status == 422 && refused.text.contains("Is missing: which of the service"))
            #expect(refused.text.contains("legal threats\n") && !refused.text.contains("topsecret"))
            fields["model.name"] = "small"
            #expect(try await caller.submit("/settings/agent", fields, in: admin).status == 303)
            let page = try await caller.page("/settings/agent", in: admin).text
            for words in ["one is kept", "small", "https://api.openai.com/v1", "bit.ly", "Forget the key"] {
                #expect(page.contains(words), "\(words)")
            }
            #expect(!page.contains("topsecret"))
            let vault = caller.world.services.vault
            func kept() async throws -> (AgentSettings, ModelEndpoint?) {
                try await caller.world.database.read {
                    let agent = try $0.agentSettings()
                    return (agent, try agent.endpoint?.opened(by: vault))
                }
            }
            #expect(try await kept().0.topics == ["legal threats", "recall"])
            #expect(try await kept().0.triggers == TriggerLevels(noAnswer: .patient))
            var same = self.fields(of: page)
            #expect(same["model.api_key"] == "")
            #expect(
                try await caller.submit("/settings/agent", same, in: admin).headers[.location]
                    == "/settings/agent?saved=none")
            #expect(try await kept().1?.key?.value == "topsecret")
            same["model.no_key"] = "yes"
            #expect(try await caller.submit("/settings/agent", same, in: admin).status == 303)
            #expect(try await kept().1?.key == nil)
            same["model.no_key"] = nil
            same["model.kind"] = "builtin"
            same["model.url"] = ""
            #expect(try await caller.submit("/settings/agent", same, in: admin).status == 303)
            #expect(try await kept().0.model == .builtin)
            #expect(try await kept().1?.name == "small")
            let trial = try await caller.submit("/settings/agent/trial", in: admin)
            #expect(trial.text.contains("Built in; there is nothing to learn yet."))
        }
    }

    @Test func `the week is kept, and a wrong time is told at its day`() async throws {
        try await WebWorld().run { caller async throws in
            let admin = try await caller.signIn(.admin)
            let before = try await caller.page("/settings/hours", in: admin).text
            #expect(before.contains("People answer at all hours"))
            var fields = fields(of: before)
            fields["always"] = "no"
            for day in ["mon", "tue"] {
                (fields["\(day).1.from"], fields["\(day).1.to"]) = ("09:00", "17:00")
            }
            (fields["tue.2.from"], fields["tue.2.to"]) = ("18:00", "17:30")
            fields["hours.holidays"] = "2026-12-25\n2027-02-29"
            let refused = try await caller.submit("/settings/hours", fields, in: admin)
            #expect(refused.status == 422)
            let tuesday = try #require(
                refused.text.split(separator: "<legend>").first { $0.hasPrefix("Tuesday") })
            #expect(tuesday.contains("Needs from and to as HH:MM") && tuesday.contains(#"value="17:30""#))
            #expect(refused.text.contains("“2027-02-29” is no day"))
            (fields["tue.2.to"], fields["hours.holidays"]) = ("20:00", "2026-12-25")
            #expect(
                try await caller.submit("/settings/hours", fields, in: admin).headers[.location]
                    == "/settings/hours?saved=agent.hours")
            let hours = try await caller.world.database.read { try $0.agentSettings() }.hours
            #expect(
                hours?.shifts == [
                    .init(days: [.mon, .tue], from: 540, to: 1020), .init(days: [.tue], from: 1080, to: 1200),
                ])
            // The world begins on Monday, 21 September 2026, at 14:13 UTC.
            let page = try await caller.page("/settings/hours", in: admin).text
            #expect(page.contains("Open now, until Monday 17:00 (UTC)."), "\(page)")
            #expect(page.contains("Tuesday 09:00"))
            caller.world.clock.advance(by: .seconds(4 * 3600))
            #expect(
                try await caller.page("/settings/hours", in: admin).text.contains(
                    "Closed now; opens Tuesday 09:00 (UTC)."))
        }
    }

    @Test func `the API reads and changes the same`() async throws {
        try await WebWorld().run { caller async throws in
            let key = try await caller.makeKey(.admin)
            let agent = try await caller.api(.get, "settings/agent", key: key)
            #expect(agent.status == 200)
            #expect(try agent.json["burst_seconds"] as? Double == 4)
            // What was read is taken back.
            #expect(try await caller.api(.put, "settings/agent", key: key, body: agent.text).status == 200)
            let saved = try await caller.api(
                .put, "settings/agent", key: key, body: #"{"handoff": {"level": "patient"}}"#)
            #expect((try saved.json["handoff"] as? [String: Any])?["level"] as? String == "patient")
            let refused = try await caller.api(
                .put, "settings/agent", key: key, body: #"{"burst_seconds": 99, "mood": "good"}"#)
            #expect(refused.status == 422)
            #expect(
                refused.text.contains("agent.burst_seconds must be")
                    && refused.text.contains("agent.mood is not known"))
            let organization = try await caller.api(.get, "settings/organization", key: key)
            #expect((try organization.json["segment_prices"] as? [String: Any])?["US"] as? Double == 0.0083)
            #expect(
                try await caller.api(.put, "settings/organization", key: key, body: organization.text).status
                    == 200)
            let hours = try await caller.api(
                .put, "settings/hours", key: key,
                body: #"{"hours": {"shifts": [{"days": ["tue"], "from": "09:00", "to": "17:00"}]}}"#)
            #expect(try hours.json["open"] as? Bool == false)
            #expect(try hours.json["until"] as? String == "2026-09-22T09:00:00.000Z")
            #expect((try hours.json["notice_closed_preview"] as? String)?.contains("Tuesday 09:00") == true)
            #expect(try await caller.api(.put, "settings/hours", key: key, body: hours.text).status == 200)
            #expect(try await caller.api(.put, "settings/hours", key: key, body: "{}").status == 422)
            let trial = try await caller.api(.post, "settings/agent/trials", key: key)
            #expect(try trial.json["outcome"] as? String == "idle")
        }
    }

    @Test func `only those who may configure see and change settings`() async throws {
        try await WebWorld().run { caller async throws in
            let rep = try await caller.signIn(.rep)
            let key = try await caller.makeKey(.rep)
            for name in ["organization", "agent", "hours"] {
                #expect(try await caller.page("/settings/\(name)", in: rep).status == 403)
                #expect(try await caller.submit("/settings/\(name)", in: rep).status == 403)
                #expect(try await caller.api(.get, "settings/\(name)", key: key).status == 403)
                #expect(try await caller.api(.put, "settings/\(name)", key: key, body: "{}").status == 403)
            }
            #expect(try await caller.submit("/settings/agent/trial", in: rep).status == 403)
            let admin = try await caller.signIn(.admin, email: "admin@example.com")
            #expect(
                try await caller.submit("/settings/agent", ["form_token": "x", "profile": "y"], in: admin)
                    .status
                    == 403)
        }
    }

    @Test func `what a setup file brings back says so`() async throws {
        try await WebWorld().run { caller async throws in
            let world = caller.world
            var setup = Setup()
            var organization = Setup.Organization()
            organization.name = "Harbor"
            setup.organization = organization
            _ = try await ApplySetup(
                database: world.database, vault: world.services.vault, random: world.random,
                clock: world.clock
            ).apply(setup, from: .start)
            let admin = try await caller.signIn(.admin)
            let page = try await caller.page("/settings/organization", in: admin).text
            #expect(page.matches(of: #/at the next start its value comes back/#).count == 1)
            let key = try await caller.makeKey(.admin)
            let file = try await caller.api(.get, "settings/organization", key: key).json["setup_file"]
            #expect((file as? [String: Any])?["names"] as? [String] == ["organization.name"])
            #expect(
                try await caller.api(.get, "settings/agent", key: key).json["setup_file"] is [String: Any]
                    == false)
        }
    }
}
