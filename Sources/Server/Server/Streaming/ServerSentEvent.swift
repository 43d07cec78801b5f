internal import WayleaveBytes
internal import WayleaveEventLoop
internal import WayleaveHTTPWire

/// One event of an event stream (HTML Standard § 9.2), encoded once for any number of streams.
public struct ServerSentEvent: Sendable {
    let encoded: SharedBytes

    /// An event of type `message`: nothing but text, which may have any number of lines.
    public init(_ data: String) { encoded = Self.encode(data, nil, nil, nil) }

    /// Any event.
    ///
    /// - Parameters:
    ///   - data: the text; `nil` sets only `id` and `retry`, and the page sees no event.
    ///   - event: the type the page listens for; `nil` means `message`.
    ///   - id: what the browser sends as `Last-Event-ID` when it comes back; empty forgets the last one.
    ///   - retry: how long the browser waits before it comes back.
    /// - Throws: ``Fault`` when `event` or `id` hold what would end their line.
    public init(data: String?, event: String? = nil, id: String? = nil, retry: Duration? = nil) throws(Fault) {
        if let event, !EventStreamEncoder.isLine(event) { throw Fault(field: "event", value: event) }
        if let id, !EventStreamEncoder.isLine(id) || id.utf8.contains(0) { throw Fault(field: "id", value: id) }
        encoded = Self.encode(data, event, id, retry)
    }

    /// A field that would end its line, and with it begin whatever the rest of it says.
    public struct Fault: Error, Sendable, CustomStringConvertible {
        /// `event` or `id`.
        public let field: String
        /// The offending value.
        public let value: String

        public var description: String {
            "the \(field) \(value.debugDescription) holds a line break or NUL; remove it, or put the text into data"
        }
    }

    private static func encode(_ data: String?, _ event: String?, _ id: String?, _ retry: Duration?) -> SharedBytes {
        var writer = ByteWriter(capacity: 64)
        EventStreamEncoder.append(event: event, id: id, retryMilliseconds: retry?.wholeMilliseconds, data: data, into: &writer)
        return writer.withUnsafeBytes { SharedBytes($0) }
    }
}
