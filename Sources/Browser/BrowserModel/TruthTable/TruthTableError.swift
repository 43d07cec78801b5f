/// What is wrong with a line of a truth table: where in it, and what was expected.
public struct TruthTableError: Error, Sendable, CustomStringConvertible {
    /// A path as `$.steps[0].request.url`.
    public let path: String
    /// What is wrong there.
    public let what: String

    /// Creates an error about the place `path`.
    public init(path: String, what: String) {
        self.path = path
        self.what = what
    }

    public var description: String { "\(path): \(what)" }
}
