/// One thing worth telling the operator, with a stable event id.
///
/// A bridge to any logging library is a closure: `server.log = { logger.log(level: …, "\($0)") }`.
public struct LogRecord: Sendable, CustomStringConvertible {
    /// How much it matters.
    public enum Level: String, Sendable { case info, warning, error }

    /// How much it matters.
    public let level: Level
    /// A stable kebab-case id, for instance `gate-refused`.
    public let event: String
    /// One sentence.
    public let message: String

    package init(_ level: Level, _ event: String, _ message: String) {
        self.level = level
        self.event = event
        self.message = message
    }

    public var description: String { "\(level.rawValue) \(event): \(message)" }
}
