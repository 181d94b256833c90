import Casewire
import CasewireStorage
import Synchronization
import TestSupport

extension SimulatedWorld {
    /// Decides what phones, reps and operators will do, and when the outside is away.
    func planPeople() {
        for phone in Self.phones.prefix(chance.between(1, 2)) {
            var seconds = chance.between(0, 10)
            for _ in 0..<chance.between(2, 6) {
                let index = texts.count
                texts.append(PhoneText(id: "IN\(index)", phone: phone, body: body()))
                schedule(.text(index), in: seconds, and: chance.below(1000))
                // The carrier repeats itself, at once or much later.
                if chance.happens(0.15) { schedule(.text(index), in: seconds + chance.below(3)) }
                if chance.happens(0.1) { schedule(.text(index), in: seconds + chance.between(30, 600)) }
                seconds += chance.happens(0.5) ? chance.below(4) : chance.between(10, 120)
            }
        }
        for _ in 0..<chance.between(2, 8) { schedule(.rep, in: chance.between(15, 380)) }
        for _ in 0..<chance.between(0, 5) { schedule(.operate, in: chance.between(10, 380)) }
        if chance.happens(0.3) {
            let begin = chance.between(0, 200)
            schedule(.carrier(isAway: true), in: begin)
            schedule(.carrier(isAway: false), in: begin + chance.between(5, 120))
        }
        if chance.happens(0.3) {
            let begin = chance.between(0, 200)
            schedule(.site(isAway: true), in: begin)
            schedule(.site(isAway: false), in: begin + chance.between(5, 200))
        }
    }

    private func body() -> String {
        let mark = nextMark("q")
        switch chance.below(24) {
        case 0, 1, 2: return "I want to talk to a real person please \(mark)"
        case 3: return "STOP"
        case 4: return "please stop texting me"
        case 5: return "START"
        case 6: return "baja"
        case 7: return "thanks"
        default: return "Where is my parcel \(mark)"
        }
    }

    // MARK: - The carrier's webhooks

    /// Calls the webhook of a text; a process that does not answer in time is asked again, perhaps another one.
    func deliver(_ index: Int) {
        guard let process = chance.pick(processes.compactMap { $0 }) else {
            return retry(.text(index), unless: texts[index].acknowledged != nil)
        }
        texts[index].begun = texts[index].begun ?? crossings.count
        let (text, number) = (texts[index], number)
        let inbound = InboundText(
            providerID: text.id, from: text.phone, to: number.phone.e164, body: text.body)
        process.run { [reports] services in
            let kept = try? await Intake(services: services).receive(inbound, on: number)
            reports.add(.text(index, isKept: kept != nil))
        }
        if paused.contains(where: { $0 === process.life }) { retry(.text(index), unless: false) }
    }

    func deliverReceipt(_ index: Int, status: String, tries: Int) {
        guard let process = chance.pick(processes.compactMap { $0 }) else {
            return retry(.receipt(index, status: status, tries: tries + 1), unless: tries > 6)
        }
        let (taken, number) = (carrier.taken[index], number)
        let receipt = Receipt(
            providerID: taken.id, messageID: taken.message, status: status,
            errorCode: status == "undelivered" ? "30003" : nil)
        carrier.state.withLock { $0.taken[index].status = status }
        process.run { [reports] services in
            let isKept = (try? await Receipts(services: services).receive(receipt, on: number)) != nil
            reports.add(.receipt(index, status: status, tries: tries, isKept: isKept))
        }
    }

    private func retry(_ event: Event, unless isDone: Bool) {
        guard !isDone else { return }
        schedule(event, in: chance.between(1, 20))
    }

    /// What the carrier took since the last look is reported on: in order or not, once or twice, soon or late.
    func planReceipts() {
        let fresh = carrier.state.withLock { state in
            defer { state.fresh = [] }
            return state.fresh
        }
        for index in fresh {
            let last = chance.happens(0.06) ? "undelivered" : "delivered"
            for (status, wait) in [("sent", chance.below(8)), (last, chance.between(1, 15))] {
                schedule(.receipt(index, status: status, tries: 0), in: wait)
                if chance.happens(0.1) {
                    schedule(.receipt(index, status: status, tries: 0), in: wait + chance.below(100))
                }
            }
        }
    }

    func takeReports() {
        for report in reports.takeAll() {
            switch report {
            case .text(let index, let isKept):
                guard texts[index].acknowledged == nil else { continue }
                if isKept {
                    texts[index].acknowledged = crossings.count
                    texts[index].acknowledgedAt = time.now
                } else {
                    retry(.text(index), unless: false)
                }
            case .receipt(let index, let status, let tries, let isKept):
                if !isKept { retry(.receipt(index, status: status, tries: tries + 1), unless: tries > 6) }
            case .reply(let index, let isKept, let isRefused):
                if isKept { operatorReplies[index].isKept = true }
                if isRefused { operatorReplies[index].isRefused = true }
                if !isKept && !isRefused { retry(.reply(index), unless: operatorReplies[index].isKept) }
            }
        }
    }

    // MARK: - The rep in Creatio

    /// Looks at Creatio and does one thing that reps do there.
    func rep() async throws {
        let creatio = site.creatio
        await creatio.set(time.now)
        let activities = await creatio.rows("Activity")
        let category = await creatio.rows("ActivityCategory").first {
            $0.text("Name") == settings.replies.category
        }
        guard let category = category?.id("Id") else { return }
        let tasks = activities.filter { $0.id("ActivityCategoryId") == category }
        let open = tasks.filter { $0.id("StatusId") == Self.notStarted }
        switch chance.below(10) {
        case 0:
            guard let one = chance.pick(await creatio.rows("Case")), let id = one.id("Id") else { return }
            await creatio.edit("Case", id, ["StatusId": .id(MemoryCreatio.resolvedStatus)])
            try hint("case_closed", caseID: id)
        case 1:
            guard let one = chance.pick(await creatio.rows("Case")), let caseID = one.id("Id") else { return }
            let id = DerivedID.make("rep/\(nextMark("a"))")
            let mark = nextMark("r")
            await creatio.insert(
                "Activity",
                [
                    "Id": .id(id), "CaseId": .id(caseID), "TypeId": .id(Self.task),
                    "ActivityCategoryId": .id(category),
                    "StatusId": .id(Self.completed), "DetailedResult": .text("A word from me \(mark)"),
                    "CreatedById": .id(MemoryCreatio.rep), "StartDate": .moment(time.now),
                ])
            repReplies.append(RepReply(activity: id, caseID: caseID, isTask: false, marks: [mark]))
            try hint("new_activity", caseID: caseID)
        case 2:
            guard let one = chance.pick(repReplies.indices.map { $0 }) else { return }
            let mark = nextMark("r")
            repReplies[one].marks.append(mark)
            await creatio.edit(
                "Activity", repReplies[one].activity, ["DetailedResult": .text("I meant \(mark)")])
        case 3:
            guard let id = chance.pick(open)?.id("Id") else { return }
            await creatio.edit(
                "Activity", id, ["StatusId": .id(chance.happens(0.5) ? Self.completed : Self.canceled)])
        default:
            guard let task = chance.pick(open), let id = task.id("Id"), let caseID = task.id("CaseId") else {
                return
            }
            let mark = nextMark("r")
            await creatio.edit(
                "Activity", id,
                ["StatusId": .id(Self.completed), "DetailedResult": .text("We look into it \(mark)")])
            if let known = repReplies.firstIndex(where: { $0.activity == id }) {
                repReplies[known].marks.append(mark)
            } else {
                repReplies.append(RepReply(activity: id, caseID: caseID, isTask: true, marks: [mark]))
            }
            try hint("new_activity", caseID: caseID)
        }
    }

    private func hint(_ event: String, caseID: String) throws {
        guard chance.happens(0.6), let process = chance.pick(processes.compactMap { $0 }) else { return }
        let body = Array("{\"event_type\":\"\(event)\",\"caseId\":\"\(caseID)\"}".utf8)
        process.run { services in try? await services.take(CaseHint(body: body)) }
    }

    static let notStarted = "384d4b84-58e6-df11-971b-001d60e938c6"
    static let completed = "4bdbb88f-58e6-df11-971b-001d60e938c6"
    static let canceled = "201cfba8-58e6-df11-971b-001d60e938c6"
    static let task = "fbe0acdc-cfc0-df11-b00f-001d60e938c6"

    // MARK: - The operator

    func operate() async throws {
        let sessions = try executor.elsewhere { [database] in
            try await database.read { snapshot in
                try snapshot.rows("SELECT * FROM session ORDER BY ticket").map {
                    (id: try $0["id"] as Session.ID, contact: try $0["contact_id"] as Contact.ID)
                }
            }
        }
        guard let session = chance.pick(sessions) else { return }
        switch chance.below(10) {
        case 0: act { try await $0.handOff(session.id, by: "operator") }
        case 1: act { try await $0.takeOver(session.id, by: "operator") }
        case 2, 3: act { try await $0.handBack(session.id, by: "operator") }
        case 4: act { try await $0.resolve(session.id, by: "operator") }
        case 5: act { try await $0.reopen(session.id, by: "operator") }
        default:
            let index = operatorReplies.count
            operatorReplies.append(
                OperatorReply(mark: nextMark("o"), session: session.id, contact: session.contact))
            attempt(index)
            if chance.happens(0.4) { attempt(index) }
        }
    }

    private func act(_ action: @escaping @Sendable (SessionActions) async throws -> Void) {
        guard let process = chance.pick(processes.compactMap { $0 }) else { return }
        process.run { services in try? await action(SessionActions(services: services)) }
    }

    /// Sends an operator's reply, again under the same key where no answer came.
    func attempt(_ index: Int) {
        guard !operatorReplies[index].isKept else { return }
        guard let process = chance.pick(processes.compactMap { $0 }) else {
            return retry(.reply(index), unless: false)
        }
        let reply = operatorReplies[index]
        process.run { [reports] services in
            var (isKept, isRefused) = (false, false)
            do {
                _ = try await SessionActions(services: services).reply(
                    "An operator says \(reply.mark)", in: reply.session, by: "operator", key: reply.mark)
                isKept = true
            } catch is SessionActions.Refusal {
                isRefused = true
            } catch {}
            reports.add(.reply(index, isKept: isKept, isRefused: isRefused))
        }
    }
}
