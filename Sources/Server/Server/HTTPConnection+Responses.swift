internal import CrossOrigin
internal import WayleaveBytes
internal import WayleaveEventLoop
internal import WayleaveHTTPWire
internal import WayleaveWebSocketWire

/// Responses out, in order, each with the fields that the gate decided on.
extension HTTPConnection {
    /// Gives the response of a request whose handler was at work.
    func respond(_ response: Response) {
        guard case .busy = state else { return }
        held = nil
        respondNow(response)
        takeNextRequest()
    }

    /// Goes on with what was pipelined behind a request whose answer has been given, unless that happened within `received`.
    func takeNextRequest() {
        guard case .head = state else { return }
        setDeadline(context.site.idleSeconds)
        guard !isReceiving else { return }
        if peerEnded, !connection.hasLeftovers, !connection.isDelivering { return connection.finish(lingering: true) }
        connection.deliverAgain()
    }

    /// Writes a response and goes on with the next request, or closes if that was the last.
    func respondNow(_ response: Response) {
        if case .stream(let body) = response.storage { return respondInPieces(response, body) }
        if isLastOfDraining { keepAlive = false }
        write(response)
        setDeadline(context.site.idleSeconds)
        if keepAlive {
            state = .head
        } else {
            // Lingering, since closing with pipelined bytes unread would reset the connection and could destroy the response.
            state = .closing
            connection.finish(lingering: true)
        }
    }

    /// Writes a response to a request whose rest is not wanted, then closes without destroying the answer.
    func refuse(_ response: Response, lines: StaticString = "") {
        keepAlive = false
        write(response, lines: lines)
        state = .closing
        connection.finish(lingering: true)
    }

    func refuse(handshake refusal: HTTPRefusal) {
        context.counters.pointee.handshakesRefused += 1
        refuse(.problem(refusal.status, refusal.reason.description), lines: refusal.fieldLines)
    }

    func write(_ response: Response, lines: StaticString = "") {
        if context.site.codesResponses, let coded = coded(response) { return put(coded, lines) }
        put(response, lines)
    }

    private func put(_ response: Response, _ lines: StaticString) {
        answered(response.status.code)
        let context = context
        var lost = ResponseFields.Lost()
        connection.write { writer in
            if keepAlive, minorVersion == 1, !isSecure || context.site.strictTransportSecurity == nil,
                appendCommon(response, lines, into: &writer)
            {
                return
            }
            ResponseHeadEncoder.appendStatusLine(response.status, into: &writer)
            ResponseFields.append(response, under: fields, into: &writer, &lost)
            writer.append(lines)
            fields.forEachPart { writer.append($0) }
            if let line = context.site.strictTransportSecurity, isSecure { writer.append(line) }
            if !keepAlive {
                writer.append("Connection: close\r\n")
            } else if minorVersion == 0 {
                writer.append("Connection: keep-alive\r\n")
            }
            let count = response.storage.count
            context.dateAndLength.pointee.withUnsafeBytes { prepared in
                // Everything up to the length's digits was made when the second began.
                let end = response.status.forbidsBody ? LoopContext.dateByteCount : prepared.count
                writer.append(UnsafeRawBufferPointer(rebasing: prepared[..<end]))
            }
            if !response.status.forbidsBody {
                writer.append(decimal: count)
                writer.append("\r\n")
            }
            writer.append("\r\n")
            guard count > 0, ResponseHeadEncoder.sendsBody(response.status, to: methodKind) else { return }
            switch response.storage {
            case .bytes(let bytes): writer.append(bytes)
            case .text(let text): writer.append(text)
            case .stream: break
            }
        }
        if lost.omitted > 0 || !lost.replaced.isEmpty { tell(lost) }
    }

    /// Says that fields of a handler were not sent as it gave them.
    func tell(_ lost: ResponseFields.Lost) {
        if lost.omitted > 0 {
            context.site.log(
                LogRecord(
                    .warning, "response-field-omitted",
                    "\(lost.omitted) fields of a response were left out: malformed, or the server's own"))
        }
        if !lost.replaced.isEmpty { tellOfReplaced(lost.replaced) }
    }

    /// Completes a valid handshake; the connection's bytes are the WebSocket's from now on.
    ///
    /// - Parameter headers: further fields of the 101; what cannot be one, or is the handshake's or the policy's, is left out and logged.
    func acceptWebSocket(
        _ request: Request, subprotocol: String?, headers: [(String, String)] = [], maxMessageBytes: Int,
        compression: WebSocketCompression? = nil, keepAlive: Bool
    ) -> WebSocket {
        held = nil
        let agreed = compression.flatMap { negotiate($0, request) }
        let socket = WebSocket(
            connection, context, request: request, subprotocol: subprotocol, maxMessageBytes: maxMessageBytes, compression: agreed,
            keepAlive: keepAlive)
        answered(101)
        context.counters.pointee.webSocketsOpened += 1
        context.webSocketCount += 1
        var lines = fields.bytes
        if !headers.isEmpty {
            var lost = ResponseFields.Lost()
            var further = ByteWriter()
            ResponseFields.append(handshake: headers, under: fields, into: &further, &lost)
            further.withUnsafeBytes { lines += $0 }
            if lost.omitted > 0 || !lost.replaced.isEmpty { tell(lost) }
        }
        connection.write { writer in
            lines.withUnsafeBytes {
                WebSocketHandshake.appendAcceptance(
                    request.head, subprotocol: subprotocol, deflate: agreed?.agreed, fieldLines: $0, into: &writer)
            }
        }
        state = .upgraded(socket)
        connection.handler = socket
        // What came behind a handshake that was judged later than it was read.
        if !isReceiving { connection.deliverAgain() }
        return socket
    }
}
