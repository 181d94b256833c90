import Synchronization

extension CarrierStore {
    package var numbers: [CarrierNumber] { state.withLock { $0.numbers } }

    package var services: [CarrierService] { state.withLock { $0.services } }

    package var alerts: [CarrierAlert] { state.withLock { $0.alerts } }

    package func number(_ number: String) -> CarrierNumber? {
        state.withLock { $0.numbers.first { $0.number == number } }
    }

    package func number(sid: String) -> CarrierNumber? {
        state.withLock { $0.numbers.first { $0.sid == sid } }
    }

    package func service(_ sid: String) -> CarrierService? {
        state.withLock { $0.services.first { $0.sid == sid } }
    }

    package func put(_ number: CarrierNumber) {
        change { state in
            Self.put(number, into: &state)
            return ((), [.number(number)])
        }
    }

    package func put(_ service: CarrierService) {
        change { state in
            Self.put(service, into: &state)
            return ((), [.service(service)])
        }
    }

    /// Whether the phone has opted out of the number's texts.
    package func isBlocked(phone: String, number: String) -> Bool {
        state.withLock { $0.blocks.contains(Self.blockKey(phone, number)) }
    }

    package func setBlocked(_ isBlocked: Bool, phone: String, number: String) {
        change { state in
            let key = Self.blockKey(phone, number)
            let changed = isBlocked ? state.blocks.insert(key).inserted : state.blocks.remove(key) != nil
            return ((), changed ? [.block(phone: phone, number: number, isBlocked: isBlocked)] : [])
        }
    }

    package func record(_ alert: CarrierAlert) {
        state.withLock { state in
            state.alerts.append(alert)
            if state.alerts.count > Self.alertLimit { state.alerts.removeFirst() }
        }
    }

    package func clearAlerts() {
        state.withLock { $0.alerts = [] }
    }
}
