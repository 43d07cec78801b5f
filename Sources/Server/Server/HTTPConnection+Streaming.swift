internal import CrossOrigin
internal import WayleaveBytes
internal import WayleaveEventLoop
internal import WayleaveHTTPWire

/// Responses that are written, and bodies that are read, piece by piece.
extension HTTPConnection {
    // MARK: Responses

    /// Writes the head of a response and lets its body be written.
    func respondInPieces(_ response: Response, _ body: StreamBody) {
        if isLastOfDraining { keepAlive = false }
        guard ResponseHeadEncoder.sendsBody(response.status, to: methodKind) else {
            writeHead(response, body.length.map { .length($0) } ?? (response.status.forbidsBody ? .length(0) : nil))
            return endResponse()
        }
        let framing: ResponseWriter.Framing
        if let length = body.length {
            framing = .length(max(0, length))
        } else if minorVersion >= 1 {
            framing = .chunked
        } else {
            framing = .connection
            keepAlive = false
        }
        writeHead(response, framing)
        setDeadline(nil)
        if case .streamedBody = state {} else { state = .busy }
        let writer = ResponseWriter(self, framing)
        outgoing = writer
        switch body.source {
        case .task(let write):
            writer.task = context.loop.startTask {
                do {
                    try await write(writer)
                    writer.end()
                } catch {
                    writer.fail(error)
                }
            }
        case .events(let options, let lastEventID, let open):
            open(EventStream(writer, options, lastEventID: lastEventID))
        case .held:
            writer.endsWithPeer = true
            writer.belongsToMount = true
        }
    }

    /// Answers a mount's request with a body that the mount writes.
    func respondHeld(_ response: Response) -> ResponseWriter? {
        guard case .busy = state, case .stream(let body) = response.storage else { return nil }
        held = nil
        respondInPieces(response, body)
        return outgoing
    }

    /// - Parameter framing: `nil` where nothing is known of the body and none is sent.
    private func writeHead(_ response: Response, _ framing: ResponseWriter.Framing?) {
        answered(response.status.code)
        let context = context
        var lost = ResponseFields.Lost()
        connection.write { writer in
            ResponseHeadEncoder.appendStatusLine(response.status, into: &writer)
            ResponseFields.append(response, under: fields, into: &writer, &lost)
            fields.forEachPart { writer.append($0) }
            if !keepAlive {
                writer.append("Connection: close\r\n")
            } else if minorVersion == 0 {
                writer.append("Connection: keep-alive\r\n")
            }
            context.dateAndLength.pointee.withUnsafeBytes {
                writer.append(UnsafeRawBufferPointer(rebasing: $0[..<LoopContext.dateByteCount]))
            }
            switch framing {
            case .length(let count) where !response.status.forbidsBody:
                writer.append("Content-Length: ")
                writer.append(decimal: count)
                writer.append("\r\n")
            case .chunked: writer.append("Transfer-Encoding: chunked\r\n")
            case .length, .connection, nil: break
            }
            writer.append("\r\n")
        }
        if lost.omitted > 0 || !lost.replaced.isEmpty { tell(lost) }
    }

    /// The body of a streamed response has been written.
    func streamEnded() {
        outgoing = nil
        endResponse()
        takeNextRequest()
    }

    /// The body of a streamed response has failed in the middle.
    func cutStream(_ error: any Error, wasOpen: Bool, byReset: Bool) {
        outgoing = nil
        if wasOpen, !(error is CancellationError), error as? ResponseStreamError != .peerGone {
            context.site.log(LogRecord(.error, "response-stream-failed", "a streamed response was cut: \(error)"))
        }
        // What was written before leaves if it can; the end of the body never does.
        connection.flushNow()
        if byReset { connection.reset() } else { connection.abort() }
    }

    func dropStalledReader() {
        context.site.log(
            LogRecord(
                .info, "stalled-reader-dropped",
                "\(remoteAddress?.description ?? "a peer") took nothing of a response for \(context.site.stalledReaderSeconds) seconds"))
        connection.abort()
    }

    /// The answer has been given whole: the next request, or the end.
    private func endResponse() {
        setDeadline(context.site.idleSeconds)
        if isLastOfDraining { keepAlive = false }
        if !keepAlive {
            state = .closing
            connection.finish(lingering: true)
        } else if case .streamedBody(let body) = state, !body.hasArrived {
            // The rest of the request is thrown away first.
        } else {
            state = .head
        }
    }

    // MARK: Request bodies

    /// Gives a request to a handler that reads the body as it arrives.
    func receive(_ head: RequestHead, _ upload: UploadRoute, _ framing: BodyFraming) {
        setDeadline(nil)
        let body = RequestBody(self, framing, maxBodyBytes: upload.maxBodyBytes, awaitsContinue: head.layout.expectsContinue)
        let request = Request(head: head, body: [], remoteAddress: remoteAddress, isSecure: isSecure)
        state = body.hasArrived ? .busy : .streamedBody(body)
        body.task = context.loop.startTask { [self] in
            let response: Response
            do { response = try await upload.handle(request, body) } catch { response = failure(error, request) }
            respond(response, havingRead: body)
        }
    }

    /// Takes what belongs to the body; returns how many bytes it used.
    func readStreamedBody(_ bytes: UnsafeRawBufferPointer, _ body: RequestBody) -> Int {
        let used = body.take(bytes, now: context.loop.coarseSeconds)
        guard body.hasArrived else { return used }
        state = body.isAbandoned && outgoing == nil ? .head : .busy
        if case .head = state { setDeadline(context.site.idleSeconds) }
        return used
    }

    /// Answers a request whose body was read as it arrived, perhaps before it has arrived whole.
    private func respond(_ response: Response, havingRead body: RequestBody) {
        let mayGoOn = body.abandon()
        defer { body.finish() }
        switch state {
        case .busy: respond(response)
        case .streamedBody:
            if !mayGoOn {
                keepAlive = false
                state = .busy
                return respond(response)
            }
            if case .stream(let stream) = response.storage { return respondInPieces(response, stream) }
            if isLastOfDraining { keepAlive = false }
            write(response)
            endResponse()
        default: break
        }
    }

    /// The time-outs of a body that is read as it arrives.
    func watch(_ body: RequestBody, _ now: Int) {
        guard body.isLate(now, stallSeconds: context.site.uploadStallSeconds, totalSeconds: context.site.uploadSeconds) else { return }
        keepAlive = false
        if body.isAbandoned { return connection.finish(lingering: true) }
        body.fail(.timedOut)
    }

    /// The peer will send nothing more, although the body is not whole.
    func endedWithin(_ body: RequestBody) {
        peerEnded = true
        keepAlive = false
        if body.isAbandoned, outgoing == nil { return connection.finish(lingering: true) }
        body.fail(.aborted)
    }
}
