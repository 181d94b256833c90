/// What is wrong with one setting that was entered, in words.
package struct SettingProblem: Sendable, Hashable {
    /// The setting as a setup file names it, such as `agent.hours.shifts[2].from`.
    package let setting: String
    /// What follows the setting's name in a sentence: `must be a number from 0 to 15.`
    package let words: String

    package init(_ setting: String, _ words: String) {
        self.setting = setting
        self.words = words
    }

    /// The whole sentence, for where the setting is not seen beside it.
    package var sentence: String { "\(setting) \(words)" }
}
