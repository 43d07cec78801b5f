package import WayleaveEventLoop
internal import WayleaveHTTPWire
internal import WayleaveWebSocketWire

/// One request that awaits its one response; confined to the connection's loop.
package final class HTTPExchange {
    package let request: Request
    package let loop: EventLoop
    /// Whether the request is a valid WebSocket handshake (RFC 6455 § 4.2.1) that has passed the gate.
    package let isWebSocketUpgrade: Bool
    /// Called once if the peer goes away before the response was given.
    package var onAbort: (() -> Void)?
    /// Header fields that any answer gets too, a 101 among them.
    package var headers: [(String, String)] = []
    private weak var connection: HTTPConnection?

    init(request: Request, isWebSocketUpgrade: Bool, connection: HTTPConnection, loop: EventLoop) {
        self.request = request
        self.isWebSocketUpgrade = isWebSocketUpgrade
        self.connection = connection
        self.loop = loop
    }

    /// Whether the server is stopping: sessions go on until they are ended, but none begins.
    package var isServerStopping: Bool { connection?.context.isDraining ?? true }

    /// Logs `record`, at most once a minute for each `cause`; before the response is given.
    package func log(_ record: @autoclosure () -> LogRecord, oncePerMinuteFor cause: String) {
        guard let context = connection?.context else { return }
        context.site.log(record(), oncePerMinuteFor: cause, now: loop.coarseSeconds)
    }

    /// Whether a response can still be given.
    package var isOpen: Bool { connection != nil }

    /// Answers, once; later calls, and calls after the peer has gone, are ignored.
    package func respond(_ response: Response) {
        guard let connection else { return }
        self.connection = nil
        onAbort = nil
        guard headers.isEmpty else {
            var response = response
            response.headers += headers
            return connection.respond(response)
        }
        connection.respond(response)
    }

    /// Answers, once, with a response whose body the caller writes, and ends also when the server stops; `nil` if the peer has gone.
    ///
    /// A peer that will send nothing more is taken for gone.
    package func respondHeld(contentType: ContentType, headers: [(String, String)]) -> ResponseWriter? {
        guard let connection else { return nil }
        self.connection = nil
        onAbort = nil
        return connection.respondHeld(
            Response(
                status: .ok, contentType: contentType, headers: headers + self.headers, stream: StreamBody(length: nil, source: .held)))
    }

    /// Accepts the handshake, once, and returns the open WebSocket; `nil` if the peer has gone or this is no handshake.
    ///
    /// - Parameter headers: further fields of the 101; what cannot be one, or is the handshake's or the policy's, is left out and logged.
    package func acceptWebSocket(
        subprotocol: String? = nil, headers: [(String, String)] = [], maxMessageBytes: Int, compression: WebSocketCompression? = nil,
        keepAlive: Bool = true
    ) -> WebSocket? {
        guard isWebSocketUpgrade, let connection else { return nil }
        self.connection = nil
        onAbort = nil
        return connection.acceptWebSocket(
            request, subprotocol: subprotocol, headers: headers + self.headers, maxMessageBytes: maxMessageBytes, compression: compression,
            keepAlive: keepAlive)
    }

    /// The peer has gone.
    func abort() {
        guard connection != nil else { return }
        connection = nil
        let body = onAbort
        onAbort = nil
        body?()
    }
}
