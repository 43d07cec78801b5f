/// Header lines in order, duplicates kept: how often a line stands there decides some verdicts.
public struct HeaderList: Sendable, Hashable {
    /// One line.
    public struct Line: Sendable, Hashable {
        /// The name as written.
        public var name: String
        /// The value as written.
        public var value: String

        /// Creates a line.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The lines in the order they were sent.
    public var lines: [Line]

    /// Creates a list of these lines.
    public init(_ lines: [Line] = []) { self.lines = lines }

    /// Appends a line.
    public mutating func append(_ name: String, _ value: String) { lines.append(Line(name, value)) }

    /// Every value of `name`, without white space at the ends.
    public func values(_ name: String) -> [String] {
        lines.filter { Text.isSameIgnoringCase($0.name, name) }.map { Text.trimmed($0.value) }
    }

    /// Fetch § get: all values of `name` joined by a comma and a space, `nil` when there are none.
    public func combined(_ name: String) -> String? {
        let values = values(name)
        return values.isEmpty ? nil : values.joined(separator: ", ")
    }

    /// Whether a line of this name is there.
    public func contains(_ name: String) -> Bool { lines.contains { Text.isSameIgnoringCase($0.name, name) } }

    /// Removes all lines of these names.
    mutating func remove(_ names: String...) {
        lines.removeAll { line in names.contains { Text.isSameIgnoringCase(line.name, $0) } }
    }

    /// Sets a line unless one of this name is there.
    mutating func setDefault(_ name: String, _ value: String) {
        if !contains(name) { append(name, value) }
    }
}

extension HeaderList: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, String)...) { lines = elements.map { Line($0, $1) } }
}
