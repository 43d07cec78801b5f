import WayleaveEventLoop
import WayleaveJSON
import WayleaveSignalRConnections
import WayleaveSignalRWire

/// What a client's bytes mean.
extension HubCallerContext {
    package func received(_ bytes: UnsafeRawBufferPointer) {
        lastReceived = local.seconds
        var input = bytes
        do {
            while phase != .closed {
                if let calls = rare?.calls, calls.restraints > 0 || !calls.unread.isEmpty {
                    calls.unread += input
                    return
                }
                let framing: RecordFraming = phase == .open && hubProtocol == .messagePack ? .prefixed : .separated
                switch try assembler.next(in: &input, framing, limit: local.core.options.maximumReceiveMessageSize) {
                case .incomplete: return
                case .borrowed(let record): try handle(record)
                case .assembled(let bytes, let range):
                    try bytes.withUnsafeBytes { try handle(UnsafeRawBufferPointer(rebasing: $0[range])) }
                }
            }
        } catch {
            if phase == .shaking { refuseHandshake(error) } else { violated(error) }
        }
    }

    @inline(__always)
    private func handle(_ record: UnsafeRawBufferPointer) throws {
        guard phase == .open else { return try shake(record) }
        try local.withDocument { document in
            guard let message = try HubMessage.read(record, hubProtocol, into: document) else { return }
            try handle(message, document)
        }
    }

    @inline(__always)
    private func handle(_ message: HubMessage, _ document: JSONDocument) throws {
        if message.type.rawValue <= 5, let rare, rare.buffer != nil, rare.buffer?.shouldProcess() != true { return }
        switch message.type {
        case .invocation: call(message, document, isStream: false)
        case .streamInvocation: call(message, document, isStream: true)
        case .streamItem: receiveItem(message, document)
        case .completion: receiveCompletion(message, document)
        case .cancelInvocation:
            guard let id = message.invocationID, let calls = rare?.calls else { return }
            cancel(try document.string(at: id), calls)
        case .ping: clientPings = true
        case .close: closedByClient(try message.error.map { try document.string(at: $0) })
        case .ack:
            rare?.buffer?.acknowledge(message.sequenceID)
            drained()
        case .sequence: try rare?.buffer?.sequence(message.sequenceID)
        }
    }

    private func cancel(_ id: String, _ calls: HubCalls) {
        if calls.waitingStreams[id] != nil { calls.waitingStreams[id] = true }
        guard let stream = calls.streams[id] else { return }
        stream.cancel()
        // It may wait for the client to take more.
        drained()
    }

    private func receiveItem(_ message: HubMessage, _ document: JSONDocument) {
        guard let calls = rare?.calls, let id = message.invocationID, let item = message.payload, let name = try? document.string(at: id)
        else { return }
        calls.uploads[name]?.receive(document, item)
    }

    /// Straight to whoever awaits it: through the queue, a method that awaits its client's answer would wait for itself.
    private func receiveCompletion(_ message: HubMessage, _ document: JSONDocument) {
        guard let calls = rare?.calls, let id = message.invocationID, let name = try? document.string(at: id) else { return }
        let failure = message.error.map { HubException((try? document.string(at: $0)) ?? "") }
        if let result = calls.results.removeValue(forKey: name) {
            result.timer?.cancel()
            result.complete(failure.map { .failure($0) } ?? .success((document, message.payload)))
        } else if let upload = calls.uploads.removeValue(forKey: name) {
            upload.finish(failure)
        }
    }

    // MARK: Handshake

    private func shake(_ record: UnsafeRawBufferPointer) throws {
        let request = try local.withDocument { try HandshakeRequest.read(record, into: $0) }
        guard let wanted = HubProtocol(name: request.protocolName), local.core.options.supportedProtocols.contains(wanted) else {
            return refuseHandshake("The protocol '\(request.protocolName)' is not supported.")
        }
        guard request.version <= HubProtocol.version else {
            return refuseHandshake("The server does not support version \(request.version) of the '\(request.protocolName)' protocol.")
        }
        guard wanted == .json || connection.transport != .serverSentEvents else {
            return refuseHandshake(
                "Cannot use the '\(wanted.rawValue)' protocol on the current transport. The transport does not support 'Binary' transfer format."
            )
        }
        open(wanted, version: request.version)
    }

    private func refuseHandshake(_ error: any Error) {
        if case HubProtocolError.tooLarge = error { return refuseHandshake("Handshake was canceled.") }
        refuseHandshake(
            ErrorText.make(
                "An unexpected error occurred during connection handshake.", error, detailed: local.core.options.enableDetailedErrors))
    }

    func handshakeTimedOut() { refuseHandshake("Handshake was canceled.") }

    private func refuseHandshake(_ text: String) {
        guard phase == .shaking else { return }
        phase = .closed
        local.shook(self)
        HandshakeResponse.refused(text).withUnsafeBytes { connection.send($0) }
        connection.close(.closedHere)
    }
}
