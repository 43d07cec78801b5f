/// One thing worth telling the operator, with a stable event id and a few facts; safe to print: bounded, on one line.
///
/// Neither cookies nor tokens nor bodies are ever in one. What peers sent is cut and escaped.
public struct LogRecord: Sendable, CustomStringConvertible {
    /// How much it matters; the names are those of swift-log.
    public enum Level: String, Sendable, CaseIterable, Comparable {
        case debug, info, notice, warning, error

        public static func < (a: Level, b: Level) -> Bool { a.rank < b.rank }

        private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    /// The most facts of one record.
    static let maxFacts = 16
    /// The most bytes of a fact's value; longer ones are cut.
    static let maxValueBytes = 256
    /// The most bytes of the sentence; longer ones are cut.
    static let maxMessageBytes = 2048

    /// How much it matters.
    public let level: Level
    /// A stable kebab-case id, for instance `gate-refused`; Documentation/Operation.md lists all.
    public let event: String
    /// One sentence.
    public let message: String
    /// Facts by name, for machines; what matters is in the sentence too. At most 16, each of at most 256 bytes.
    public let metadata: [String: String]

    package init(_ level: Level, _ event: String, _ message: String, _ metadata: [String: String] = [:]) {
        self.level = level
        self.event = event
        self.message = Self.clean(message, Self.maxMessageBytes)
        self.metadata =
            metadata.isEmpty
            ? [:]
            : Dictionary(
                uniqueKeysWithValues: metadata.sorted { $0.key < $1.key }.prefix(Self.maxFacts).map {
                    ($0.key, Self.clean($0.value, Self.maxValueBytes))
                })
    }

    /// The level, the event, the sentence and the facts: `warning gate-refused: … origin=http://a.test`.
    public var description: String {
        var line = "\(level.rawValue) \(event): \(message)"
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
            let isWord = !value.isEmpty && !value.utf8.contains { $0 == 0x20 || $0 == 0x22 || $0 == 0x3D }
            line += isWord ? " \(key)=\(value)" : " \(key)=\"\(value.map { $0 == "\"" ? "'" : String($0) }.joined())\""
        }
        return line
    }

    /// Cut to `limit` bytes, without control characters: nobody can forge a line of the log or move the terminal's cursor.
    private static func clean(_ text: String, _ limit: Int) -> String {
        let scalars = text.unicodeScalars
        let isClean = !scalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || $0.value == 0x2028 || $0.value == 0x2029 }
        if isClean, text.utf8.count <= limit { return text }
        var cleaned = String.UnicodeScalarView()
        var count = 0
        for scalar in scalars {
            let control = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || (0x2028...0x2029).contains(scalar.value)
            let kept = control ? " " : scalar
            count += UTF8.width(kept)
            guard count <= limit - 3 else { return String(cleaned) + "…" }
            cleaned.append(kept)
        }
        return String(cleaned)
    }
}
