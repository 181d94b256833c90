import Casewire
import Foundation
import Testing

@testable import CasewireCLI

@Suite struct SetupFileTests {
    private func read(_ yaml: String, environment: [String: String] = [:]) throws -> Setup {
        try SetupFile(
            yaml: yaml, name: "casewire.yaml", folder: FileManager.default.temporaryDirectory,
            environment: environment
        ).setup
    }

    private func problems(_ yaml: String) -> [String] {
        do {
            _ = try read(yaml)
            return []
        } catch let problems as SettingsProblems {
            return problems.problems
        } catch {
            return ["\(error)"]
        }
    }

    @Test func `knowledge comes in kinds, and from files of a folder`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: UUID().uuidString, directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try "---\nlang: es\n---\n# Devoluciones\n\nEn 30 días.".write(
            to: folder.appending(path: "a.md"), atomically: true, encoding: .utf8)
        try "title,body\nShipping,5 days\n".write(
            to: folder.appending(path: "faq.csv"), atomically: true, encoding: .utf8)
        let setup = try SetupFile(
            yaml: """
                knowledge:
                  - {title: Returns, short_answer: 30 days, locale: en}
                  - {title: Tone, kind: instruction, body: Be brief.}
                  - {title: Recall, kind: topic, examples: [battery on fire]}
                  - {file: "*.md", state: draft}
                  - {file: faq.csv}
                """, name: "casewire.yaml", folder: folder, environment: [:]
        ).setup
        #expect(setup.knowledge.map(\.title) == ["Returns", "Tone", "Recall", "Devoluciones", "Shipping"])
        #expect(setup.knowledge.map(\.kind) == [nil, .instruction, .topic, nil, nil])
        #expect(setup.knowledge.map(\.state) == [nil, nil, nil, .draft, nil])
        #expect(setup.knowledge.map(\.locale) == ["en", nil, nil, "es", nil])
        #expect(setup.knowledge[0].shortAnswer == "30 days" && setup.knowledge[3].body == "En 30 días.")
        #expect(problems("knowledge: [{title: A, kind: poem, body: x}]").first?.contains("topic") == true)
        #expect(problems("knowledge: [{title: A}]").first?.contains("needs body") == true)
    }

    @Test func `a whole file is read`() throws {
        let setup = try read(
            """
            organization: {name: Harbor Outfitters, timezone: America/New_York, language: en}
            numbers:
              - number: "+15550001000"
                provider: {kind: twilio, account_sid: AC1, auth_token: "${TOKEN}", api_url: "http://127.0.0.1:8091/"}
                autopilot: true
                segments_per_second: 2.5
            creatio:
              url: http://127.0.0.1:8090
              client_id: id
              client_secret: secret
              cases: on_handoff
              replies: {poll_seconds: 15, types: [Task], category: "SMS reply"}
              fields:
                - {column: PriorityId, title: Priority, kind: dropdown, description: "High when broken"}
                - {column: UsrOrderNumber, kind: text, pattern: "^[A-Z]{2}\\\\d{6}$"}
            agent:
              model: {kind: builtin}
              handoff: {level: balanced, topics: ["legal threats"], escalate_after_minutes: 45}
              hours: {timezone: America/New_York, shifts: [{days: [mon, tue], from: "09:00", to: "17:00"}], holidays: ["2026-12-25"]}
              burst_seconds: 2
            knowledge:
              - {title: Returns, body: "Within 30 days.", examples: ["how do I send this back"]}
            operators:
              - {email: owner@example.com, role: owner, password: "long enough"}
            keys:
              - {name: automation, key: cw_0123456789abcdef0123456789abcdef, role: admin}
            """, environment: ["TOKEN": "from the environment"])
        #expect(setup.organization?.name == "Harbor Outfitters")
        #expect(setup.numbers.first?.secret.value == "from the environment")
        #expect(setup.numbers.first?.apiURL == "http://127.0.0.1:8091")
        #expect(setup.numbers.first?.segmentsPerSecond == 2.5)
        #expect(setup.creatio?.cases == .onHandoff)
        #expect(setup.creatio?.fields?.map(\.column) == ["PriorityId", "UsrOrderNumber"])
        #expect(setup.agent?.level == .balanced)
        #expect(setup.agent?.escalateAfterMinutes == 45)
        #expect((setup.agent?.hours ?? nil)?.shifts.first?.from == 9 * 60)
        #expect(setup.agent?.burstSeconds == 2)
        #expect(setup.knowledge.first?.examples.count == 1)
        #expect(setup.operators.first?.role == .owner)
        #expect(setup.keys.first?.name == "automation")
    }

    @Test func `every problem is reported together, with its line`() {
        let found = problems(
            """
            organisation: {name: X}
            numbers:
              - number: "12"
              - number: "+15550001000"
                provider: {kind: pigeon, account_sid: A, auth_token: "${NOT_SET}"}
            creatio:
              url: http://127.0.0.1:8090
            agent: {burst_seconds: 99, handoff: {level: soon}}
            keys:
              - {name: a, key: short}
            """)
        #expect(found.count == 7, "\(found)")
        #expect(found.contains { $0.contains("line 1") && $0.contains("organisation") })
        #expect(found.contains { $0.contains("“12” is no phone number") })
        #expect(found.contains { $0.contains("NOT_SET") })
        #expect(found.contains { $0.contains("client_id") })
        #expect(found.contains { $0.contains("burst_seconds") })
        #expect(found.contains { $0.contains("soon") })
        #expect(found.contains { $0.contains("at least 32") })
    }

    @Test(arguments: ["- a\n- b", "just a text", "a: [", "operators: {email: x}"])
    func `a file of another shape is refused in words`(yaml: String) {
        #expect(!problems(yaml).isEmpty)
    }

    @Test func `Creatio's phases, mappings and reply limits are read, and their mistakes named`() throws {
        let creatio = "url: https://acme.creatio.com\n  client_id: id\n  client_secret: secret"
        let setup = try read(
            """
            creatio:
              \(creatio)
              statuses: {with_agent: none, handed_off: New, resolved: Done}
              mappings: [{column: UsrTicket, from: session.ticket}]
              replies: {feed_prefix: /sms, max_reply_age: 90m}
            """)
        #expect(setup.creatio?.statuses == [.withAgent: "none", .handedOff: "New"])
        #expect(setup.creatio?.resolvedStatus == "Done")
        #expect(setup.creatio?.mappings == [CaseMapping(column: "UsrTicket", from: .ticket)])
        #expect(setup.creatio?.feedPrefix == "/sms" && setup.creatio?.oldestReplySeconds == 5400)
        let found = problems(
            """
            creatio:
              \(creatio)
              statuses: {with_robot: New}
              mappings: [{column: StatusId, from: phone}, {column: UsrPhone, from: telephone}, {column: UsrPhone}]
              replies: {feed_prefix: "/", max_reply_age: soon}
            """)
        #expect(found.count == 6, "\(found)")
        for words in [
            "with_robot", "StatusId is written by", "telephone", "needs from", "feed_prefix", "max_reply_age",
        ] {
            #expect(found.contains { $0.contains(words) }, "\(words)")
        }
    }

    @Test func `an empty file changes nothing`() throws {
        #expect(try read("") == Setup())
    }

    @Test func `actions are read with their schema and template`() throws {
        let setup = try read(
            """
            agent:
              actions:
                - name: open_return
                  description: Opens a return.
                  parameters:
                    type: object
                    required: [order]
                    properties: {order: {type: string, maxLength: 20}, count: {type: integer, minimum: 1}}
                  request:
                    method: POST
                    url: "https://shop.example.com/orders/{{order}}/returns"
                    headers: {X-Version: 2}
                    body: {order: "{{order}}", count: "{{count}}", source: sms, urgent: false, code: "12"}
                  secret: {header: Authorization, value: "Bearer ${KEY}"}
                  timeout_seconds: 5
            """, environment: ["KEY": "topsecret"])
        let action = try #require(setup.agent?.actions.first)
        #expect(action.secret == .header("Authorization", value: Secret("Bearer topsecret")))
        #expect(action.template.method == .post && action.template.headers == ["X-Version": "2"])
        #expect(
            action.template.body?["urgent"] == .flag(false) && action.template.body?["code"] == .text("12"))
        #expect(try action.action(replacing: nil).schema.names == ["order", "count"])
    }

    @Test func `every problem of an action is told with its place`() {
        let told = problems(
            """
            agent:
              actions:
                - {name: Look up, description: Looks up., request: {url: "https://{{x}}/a"}}
                - {name: look_up, description: Looks up., parameters: {type: array}, request: {url: "https://a.example/"}}
                - {name: other, description: Looks up.}
            """)
        #expect(told.count == 4)
        #expect(told.contains { $0.contains("line 3") && $0.contains("The host is a part of the template") })
        #expect(told.contains { $0.contains("agent.actions[2]") && $0.contains("“type” is “object”") })
        #expect(told.contains { $0.contains("needs request") })
    }

    @Test func `settings are checked as the dashboard checks them, each with its line`() throws {
        let found = problems(
            """
            organization:
              timezone: Mars
              segment_prices: {currency: USD, US: cheap}
            agent:
              profile: yes
              resolve_after_minutes: "soon"
              hours:
                shifts:
                  - {days: [mon], from: 09:00, to: 17:00}
                  - {days: [moon], from: 09:00, to: 17:00}
                holidays: ["2026-02-30"]
              handoff: {triggers: {rain: quick}}
            """)
        #expect(found.count == 6, "\(found)")
        for (line, words) in [
            (2, "organization.timezone “Mars” is not known"), (3, "organization.segment_prices.US must be"),
            (6, "agent.resolve_after_minutes must be"), (10, "agent.hours.shifts[2].days must be"),
            (11, "“2026-02-30” is no day"), (12, "agent.handoff.triggers.rain is not known"),
        ] {
            #expect(
                found.contains { $0.contains("line \(line): ") && $0.contains(words) }, "\(line) \(words)")
        }
        let setup = try read(
            "agent: {profile: yes, hours: {shifts: [{days: [mon], from: 09:00, to: 24:00}]}, csat: {enabled: no}}"
        )
        #expect(setup.agent?.profile == "yes")
        #expect((setup.agent?.hours ?? nil)?.shifts == [.init(days: [.mon], from: 540, to: 1440)])
        #expect(setup.agent?.satisfaction == .some(nil))
    }
}
