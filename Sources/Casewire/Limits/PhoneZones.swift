import CPhoneNumber
import Foundation

/// Where a number's owner probably is: a guess, since people move with their numbers.
enum PhoneZones {
    /// Zones by the first digits of numbers; none where there are too many.
    private static let zones: [Substring: [TimeZone]] = {
        var zones: [Substring: [TimeZone]] = [:]
        for line in String(cString: casewire_phone_zones()).split(separator: "\n") {
            let parts = line.split(separator: " ")
            let known = parts.dropFirst().compactMap { TimeZone(identifier: String($0)) }
            for digits in parts.first?.split(separator: ",") ?? [] {
                zones[Substring(String(digits))] = known.count == parts.count - 1 ? known : []
            }
        }
        return zones
    }()

    private static let longestPrefix = 9

    /// Empty where the number does not tell.
    static func zones(of phone: PhoneNumber) -> [TimeZone] {
        let digits = phone.e164.dropFirst()
        for length in stride(from: min(longestPrefix, digits.count), to: 0, by: -1) {
            if let found = zones[digits.prefix(length)] { return found }
        }
        return []
    }
}
