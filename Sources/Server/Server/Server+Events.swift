/// Routes of Server-Sent Events.
extension Server {
    /// Opens an event stream for every GET of `path`; `open` is called on the connection's loop and must not block.
    ///
    /// The stream stays open until it is closed or the browser leaves, so `open` puts it wherever events come from.
    public mutating func events(
        _ path: String, options: EventStreamOptions = EventStreamOptions(), _ open: @escaping @Sendable (Request, EventStream) -> Void
    ) {
        get(path) { request in .events(to: request, options: options) { open(request, $0) } }
    }

    /// Opens an event stream for every GET of `path`; `send` runs on the connection's loop, and the stream ends when it returns or throws.
    public mutating func events(
        _ path: String, options: EventStreamOptions = EventStreamOptions(),
        _ send: @escaping @Sendable (Request, EventStream) async throws -> Void
    ) {
        get(path) { request -> Response in .events(to: request, options: options) { stream async throws in try await send(request, stream) }
        }
    }

    /// Adds every browser that GETs `path` to a channel.
    public mutating func events(_ path: String, on channel: EventChannel, options: EventStreamOptions = EventStreamOptions()) {
        get(path) { request in .events(to: request, options: options) { channel.add($0) } }
    }
}
