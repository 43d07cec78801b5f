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
            let days = Int((Double(unixSeconds) / 86_400).rounded(.down))
            let second = unixSeconds - days * 86_400
            // Days to a civil date, counting from 1 March of year 0 in eras of 400 years.
            let shifted = days + 719_468
            let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
            let day = shifted - era * 146_097
            let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365
            let dayOfYear = day - (365 * year + year / 4 - year / 100)
            let month = (5 * dayOfYear + 2) / 153
            let date = (
                year + era * 400 + (month < 10 ? 0 : 1), month < 10 ? month + 3 : month - 9, dayOfYear - (153 * month + 2) / 5 + 1
            )
            func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
            return "\(date.0)-\(two(date.1))-\(two(date.2))T\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))Z"
        }
    }
}
