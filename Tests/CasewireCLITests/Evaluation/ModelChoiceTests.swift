import Casewire
import Foundation
import Testing

@testable import CasewireCLI

@Suite struct ModelChoiceTests {
    private let environment = ["CASEWIRE_MODEL_KEY": "sk-1", "OTHER": "sk-2"]

    @Test func `a model is named by kind, address and name`() throws {
        #expect(try ModelChoice("builtin", environment: [:]) == .builtin)
        #expect(try ModelChoice("configured", environment: [:]) == .configured)
        let local = try ModelChoice("openai:http://127.0.0.1:11434/v1/,llama3.2:3b", environment: environment)
        let endpoint = ModelEndpoint(
            url: "http://127.0.0.1:11434/v1", name: "llama3.2:3b", key: Secret("sk-1"))
        #expect(local == .hosted(.openai, endpoint))
        let usual = ModelEndpoint(url: "https://api.anthropic.com", name: "claude-x", key: nil)
        #expect(try ModelChoice("anthropic:claude-x", environment: [:]) == .hosted(.anthropic, usual))
    }

    @Test(arguments: [
        "", "gpt", "openai:gpt-x", "openai:", "openai:,x", "openai:ftp://a,x", "openai:127.0.0.1,x",
        "missing.yaml",
    ])
    func `what names no model is refused in words`(_ text: String) {
        let problem = #expect(throws: SettingsProblems.self) { try ModelChoice(text, environment: [:]) }
        #expect(problem?.problems.first?.hasPrefix("--model is “\(text)”; write") == true)
    }

    @Test func `a setup file's model is taken with its key and its limits`() throws {
        let file = FileManager.default.temporaryDirectory.appending(
            path: "casewire-\(SystemRandom().identifier()).yaml")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(
            "agent: {model: {kind: openai, url: http://127.0.0.1:1/v1, name: small, api_key: \"${OTHER}\", context_tokens: 2000}}"
                .utf8
        ).write(to: file)
        let endpoint = ModelEndpoint(
            url: "http://127.0.0.1:1/v1", name: "small", key: Secret("sk-2"), contextTokens: 2000)
        #expect(try ModelChoice(file.path, environment: environment) == .hosted(.openai, endpoint))
        try Data("agent: {burst_seconds: 2}".utf8).write(to: file)
        #expect(throws: SettingsProblems.self) { try ModelChoice(file.path, environment: environment) }
    }
}
