/// Where a server's log records go: one method, called from any thread.
///
/// To hand them to swift-log:
/// ```swift
/// struct Bridge: ServerLogHandler {
///     let logger = Logger(label: "wayleave")
///     func log(_ record: LogRecord) {
///         let metadata = record.metadata.merging(["event": record.event]) { $1 }.mapValues { Logger.MetadataValue.string($0) }
///         logger.log(level: Logger.Level(rawValue: record.level.rawValue) ?? .info, "\(record.message)", metadata: metadata)
///     }
/// }
/// server.logHandler = Bridge()
/// ```
public protocol ServerLogHandler: Sendable {
    /// Takes a record; it must not block for long, since it may be called on an event loop.
    func log(_ record: LogRecord)
}

/// Hands records to a closure.
struct ClosureLog: ServerLogHandler {
    let body: @Sendable (LogRecord) -> Void
    func log(_ record: LogRecord) { body(record) }
}
