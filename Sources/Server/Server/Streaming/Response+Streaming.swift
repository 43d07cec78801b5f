public import WayleaveHTTPWire

extension Response {
    /// A body that `write` writes piece by piece, on the connection's loop; returning ends it, throwing cuts the connection.
    ///
    /// - Parameters:
    ///   - length: the body's length in bytes, if it is known: the writer is held to it. Otherwise the body is sent in chunks, or up to the
    ///     connection's end to HTTP/1.0.
    ///   - write: not called for HEAD and for statuses without a body. Its task is cancelled when the peer goes away.
    public static func stream(
        status: HTTPStatus = .ok, contentType: ContentType? = nil, headers: [(String, String)] = [], length: Int? = nil,
        _ write: @escaping @Sendable (ResponseWriter) async throws -> Void
    ) -> Response {
        Response(status: status, contentType: contentType, headers: headers, stream: StreamBody(length: length, source: .task(write)))
    }

    /// Server-Sent Events, sent by whoever holds the stream until it is closed or the browser leaves.
    ///
    /// `open` is called on the connection's loop and must not block.
    public static func events(
        to request: Request, options: EventStreamOptions = EventStreamOptions(), _ open: @escaping @Sendable (EventStream) -> Void
    ) -> Response {
        events(.events(options, lastEventID: request.headers["last-event-id"], open))
    }

    /// Server-Sent Events, sent by `send`; returning ends the stream, and throwing ends it too.
    public static func events(
        to request: Request, options: EventStreamOptions = EventStreamOptions(),
        _ send: @escaping @Sendable (EventStream) async throws -> Void
    ) -> Response {
        let lastEventID = request.headers["last-event-id"]
        return events(
            .task { writer in
                let stream = EventStream(writer, options, lastEventID: lastEventID)
                try await send(stream)
            })
    }

    private static func events(_ source: StreamBody.Source) -> Response {
        // RFC 9111 § 5.2.2.4: nobody may answer with it again; nginx would hold events back until a buffer is full.
        Response(
            status: .ok, contentType: .eventStream, headers: [("Cache-Control", "no-cache"), ("X-Accel-Buffering", "no")],
            stream: StreamBody(length: nil, source: source))
    }
}
