import Casewire

extension SetupSection {
    /// `[{name, description, parameters: {…}, request: {method, url, query, headers, body}, secret: {header, value}, …}]`.
    func actions(_ key: String) -> [ActionDeclaration] {
        let keys = [
            "name", "description", "parameters", "request", "secret", "timeout_seconds", "allow_private_host",
            "enabled",
        ]
        return sections(key, keys: keys).compactMap { section in
            guard let name = section.required("name"), let description = section.required("description")
            else { return nil }
            guard
                let request = section.section("request", keys: ["method", "url", "query", "headers", "body"])
            else {
                section.problem("\(section.name) needs request.")
                return nil
            }
            guard let url = request.required("url") else { return nil }
            let declaration = ActionDeclaration(
                name: name, description: description,
                parameters: section.json("parameters") ?? ActionDeclaration.noParameters,
                template: ActionTemplate(
                    method: request.word("method", as: ActionTemplate.Method.self) ?? .get, url: url,
                    query: request.plainTexts("query"), headers: request.plainTexts("headers"),
                    body: request.json("body")),
                secret: section.secretEntry("secret"),
                timeoutSeconds: section.number("timeout_seconds", in: HTTPAction.timeouts),
                allowsPrivateHost: section.flag("allow_private_host"), isEnabled: section.flag("enabled"))
            // Whether a kept secret may stay is seen when it is applied.
            return declaration.checked(by: section)
        }
    }

    /// Names and texts, such as headers.
    private func plainTexts(_ key: String) -> [String: String] {
        guard case .object(let values)? = json(key) else { return [:] }
        return values.mapValues(\.plain)
    }

    private func secretEntry(_ key: String) -> ActionDeclaration.SecretEntry {
        guard let section = section(key, keys: ["header", "value"]) else { return .kept }
        guard let header = section.required("header"), let value = section.required("value") else {
            return .kept
        }
        return .header(header, value: Secret(value))
    }
}

extension ActionDeclaration {
    /// Itself; its problems are told by the section.
    fileprivate func checked(by section: SetupSection) -> ActionDeclaration {
        do { _ = try action(replacing: nil) } catch {
            for problem in error.problems { section.problem("\(section.name): \(problem)") }
        }
        return self
    }
}
