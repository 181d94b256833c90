import FoundationEssentials
import HTTPTypes

extension CreatioSwitches {
    /// These switches with those that a JSON object names set anew.
    ///
    /// Throws `SandboxProblem`, in words, for an unknown name or a value that does not fit.
    package func changed(by json: JSONValue) throws -> CreatioSwitches {
        guard case .object(let changes) = json else { throw SandboxProblem("The body is not a JSON object.") }
        let current = try JSONEncoder().encode(self)
        guard case .object(var members) = try JSONParser.parse(Array(current)) else { return self }
        for change in changes {
            guard let index = members.firstIndex(where: { $0.name == change.name }) else {
                let known = members.map(\.name).sorted().joined(separator: ", ")
                throw SandboxProblem("There is no switch \"\(change.name)\". Known switches: \(known).")
            }
            members[index].value = change.value
        }
        do {
            return try JSONDecoder().decode(
                CreatioSwitches.self, from: Data(JSONValue.object(members).json.utf8))
        } catch {
            let names = changes.map(\.name).joined(separator: ", ")
            throw SandboxProblem("A value of \(names) does not fit its switch.")
        }
    }
}
