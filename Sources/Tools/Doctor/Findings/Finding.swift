/// A fault that was found, for people and programs.
package struct Finding: Sendable, Hashable {
    /// The catalogue's name.
    package let id: String
    /// How much it matters.
    package let severity: Severity
    /// Where on the path it sits.
    package let stage: Stage
    /// What is wrong, in a line.
    package let title: String
    /// What people see.
    package let symptom: String
    /// Why it happens.
    package let cause: String
    /// The lines that prove it.
    package let evidence: [String]
    /// The way out, in the configuration of the software at hand where it is known.
    package let mend: String
    /// What each browser prints: name and line.
    package let browsers: [Browser]
    /// The command that shows the same again.
    package let retest: String
    /// Names of further faults that go with this one.
    package let folded: [String]

    /// A browser's own sentence.
    package struct Browser: Sendable, Hashable {
        /// `chromium` or `firefox`.
        package let name: String
        /// What it prints.
        package let line: String
    }
}
