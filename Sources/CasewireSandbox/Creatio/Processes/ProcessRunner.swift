import AsyncHTTPClient
import Logging
import NIOCore
import NIOHTTP1
import ServiceLifecycle

/// Runs the business processes: calls each one's address for each event that starts it.
///
/// Follows Creatio Academy ("Call web service" process element): a time-out of 5 s, a fixed number of repeats
/// after a time-out or a status of 400 and more, and then the event is lost for good. Events are told side by
/// side, so two quick ones may arrive in either order.
struct ProcessRunner: Service {
    let site: CreatioSite
    let queue: ProcessQueue
    let clock: SandboxClock
    let logger: Logger

    /// What is read of an answer, in bytes.
    private static let answerLimit = 1 << 20

    func run() async throws {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        await withDiscardingTaskGroup { group in
            for await event in queue.stream.cancelOnGracefulShutdown() {
                let switches = await site.switches
                for process in await site.allProcesses where await site.starts(process, event) {
                    group.addTask { await tell(process, of: event, switches, by: client) }
                }
            }
            group.cancelAll()
        }
        try await client.shutdown()
    }

    private func tell(
        _ process: BusinessProcess, of event: ProcessEvent, _ switches: CreatioSwitches, by client: HTTPClient
    ) async {
        var request = HTTPClientRequest(url: process.url)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json; charset=utf-8")
        request.body = .bytes(ByteBuffer(string: event.body(switches)))
        for attempt in 0...max(0, process.retries) {
            if attempt > 0 {
                do { try await clock.sleep(for: .milliseconds(switches.processRetryWait)) } catch { return }
            }
            do {
                let response = try await client.execute(
                    request, timeout: .milliseconds(Int64(switches.processTimeout)), logger: logger)
                _ = try? await response.body.collect(upTo: Self.answerLimit)
                if response.status.code < 400 { return }
                logger.debug("A process was refused.", metadata: ["status": "\(response.status.code)"])
            } catch {
                logger.debug("A process got no answer.", metadata: ["error": "\(error)"])
            }
            if Task.isCancelled { return }
        }
    }
}

extension ProcessEvent {
    /// The JSON that the process posts.
    func body(_ switches: CreatioSwitches) -> String {
        if switches.processBody == .unescaped {
            return
                "{\"event_type\":\"\(kind.rawValue)\",\"title\":\"\(title)\",\"caseId\":\"\(switches.written(caseId))\","
                + "\"activityId\":\"\(switches.written(activityId ?? .zero))\"}"
        }
        var members: [JSONMember] = [
            JSONMember(name: "event_type", value: .text(kind.rawValue)),
            JSONMember(name: "caseId", value: .text(switches.written(caseId))),
        ]
        let activity: JSONValue? =
            if let activityId {
                .text(switches.written(activityId))
            } else {
                switch switches.processEmpty {
                case .omit: nil
                case .null: .null
                case .empty: .text("")
                case .zero: .text(switches.written(.zero))
                }
            }
        if let activity { members.append(JSONMember(name: "activityId", value: activity)) }
        return JSONValue.object(members).json
    }
}

extension CreatioSwitches {
    /// An identifier as a process writes it.
    func written(_ id: GUID) -> String {
        switch processGuids {
        case .plain: id.text
        case .upper: id.text.uppercased()
        case .braces: "{\(id.text)}"
        }
    }
}

extension CreatioSite {
    /// Whether an event starts a process: its kind, and the category where the signal names one.
    func starts(_ process: BusinessProcess, _ event: ProcessEvent) -> Bool {
        guard process.event == event.kind else { return false }
        guard let category = process.category else { return true }
        guard event.kind == .newActivity else { return true }
        if let id = GUID(category) { return event.category == id }
        return rows.displayName("ActivityCategory", event.category) == category
    }
}
