/// How much a finding matters.
package enum Severity: Int, Sendable, Comparable, CaseIterable {
    /// Worth knowing.
    case info
    /// Untidy, or harmful only in rare circumstances.
    case low
    /// Breaks something for some, some of the time, or opens a small hole.
    case medium
    /// The page does not work, or strangers get further than they should.
    case high
    /// Strangers act in the user's name.
    case critical

    /// The word that flags and reports use.
    package var name: String { "\(self)" }

    /// The severity of this name.
    package init?(name: String) {
        guard let severity = Severity.allCases.first(where: { $0.name == name }) else { return nil }
        self = severity
    }

    package static func < (one: Severity, other: Severity) -> Bool { one.rawValue < other.rawValue }
}
