/// The media type of a response's body (RFC 9110 § 8.3), with its parameters.
///
/// The common ones know their field line, so that nothing is composed or checked per response.
public struct ContentType: Sendable, Hashable, ExpressibleByStringLiteral {
    /// The field's value, for instance `text/html; charset=utf-8`.
    public let value: String
    /// The whole field line, known beforehand to be well-formed.
    let line: StaticString

    /// Any type; a value that is no field value is left out of the response and logged.
    public init(_ value: String) {
        self.value = value
        line = ""
    }

    /// The same as ``init(_:)``.
    public init(stringLiteral value: String) { self.init(value) }

    private init(_ value: String, _ line: StaticString) {
        self.value = value
        self.line = line
    }

    /// `text/plain` in UTF-8.
    public static var plainText: ContentType { ContentType("text/plain; charset=utf-8", "Content-Type: text/plain; charset=utf-8\r\n") }
    /// `text/html` in UTF-8.
    public static var html: ContentType { ContentType("text/html; charset=utf-8", "Content-Type: text/html; charset=utf-8\r\n") }
    /// `application/json`, which is UTF-8 by definition.
    public static var json: ContentType { ContentType("application/json", "Content-Type: application/json\r\n") }

    /// `text/event-stream`, Server-Sent Events.
    public static var eventStream: ContentType { ContentType("text/event-stream", "Content-Type: text/event-stream\r\n") }

    /// Whether the values are the same.
    public static func == (a: ContentType, b: ContentType) -> Bool { a.value == b.value }

    /// Hashes the value.
    public func hash(into hasher: inout Hasher) { hasher.combine(value) }
}
