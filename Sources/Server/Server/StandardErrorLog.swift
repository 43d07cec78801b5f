internal import WayleaveBytes

/// Writes one line per record to standard error: what a server does unless it is told otherwise.
public struct StandardErrorLog: ServerLogHandler {
    /// How a line looks.
    public enum Format: Sendable {
        /// `warning gate-refused: …`, without the time: journals and terminals add it.
        case text
        /// `{"time":"2026-11-21T15:04:05Z","level":"warning","event":"gate-refused","message":"…",…}`, the facts beside them.
        case json
    }

    /// How a line looks.
    public var format: Format
    /// Records that matter less are left out; default `info`.
    public var minimumLevel: LogRecord.Level

    /// Creates a handler.
    public init(format: Format = .text, minimumLevel: LogRecord.Level = .info) {
        self.format = format
        self.minimumLevel = minimumLevel
    }

    /// Writes one line, in one write.
    public func log(_ record: LogRecord) {
        guard record.level >= minimumLevel else { return }
        switch format {
        case .text: StandardError.write(record.description)
        case .json: StandardError.write(Self.json(record, unixSeconds: StandardError.unixSeconds()))
        }
    }

    /// The record as one line of JSON; facts whose names are taken get an underscore in front.
    package static func json(_ record: LogRecord, unixSeconds: Int) -> String {
        let own = [
            ("time", Timestamp.text(unixSeconds)), ("level", record.level.rawValue), ("event", record.event), ("message", record.message),
        ]
        let facts = record.metadata.sorted { $0.key < $1.key }.map { fact in
            (own.contains { $0.0 == fact.key } ? "_" + fact.key : fact.key, fact.value)
        }
        return "{" + (own + facts).map { "\(quoted($0.0)):\(quoted($0.1))" }.joined(separator: ",") + "}"
    }

    /// A JSON string; records hold no control characters (``LogRecord``).
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for character in text.unicodeScalars {
            if character == "\"" || character == "\\" { quoted.unicodeScalars.append("\\") }
            quoted.unicodeScalars.append(character)
        }
        return quoted + "\""
    }

    /// RFC 3339 in UTC, of seconds since 1970.
    enum Timestamp {
        static func text(_ unixSeconds: Int) -> String {
            let (date, second) = CivilDate.at(unixSeconds)
            func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
            return "\(date.year)-\(two(date.month))-\(two(date.day))T\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))Z"
        }
    }
}
