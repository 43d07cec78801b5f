import WayleaveBytes
import WayleaveEventLoop
import WayleaveJSON
import WayleaveSignalRConnections
import WayleaveSignalRWire

/// What a client is sent.
extension HubCallerContext {
    /// Sends the record encoded last, a message of the types 1 to 5.
    @inline(__always)
    private func transmit(_ encoder: HubMessageEncoder) {
        encoder.withRecord { record in
            if let rare, rare.buffer != nil { rare.buffer?.append(.own(SharedBytes(record)), bytes: record.count) }
            connection.send(record)
        }
    }

    /// Sends one of many's records, encoded once.
    @inline(__always)
    func deliver(_ broadcast: HubBroadcast) {
        guard phase == .open, let message = broadcast.message(hubProtocol) else { return }
        if let rare, rare.buffer != nil { rare.buffer?.append(.shared(message), bytes: message.count) }
        connection.send(message)
    }

    /// Calls a client method, or asks for its answer under `id`; encoding errors are reported.
    func send(_ method: String, _ encode: (HubMessageEncoder) throws -> Void) {
        guard phase == .open else { return }
        do {
            try local.withEncoder(hubProtocol) { encoder in
                try encode(encoder)
                transmit(encoder)
            }
        } catch {
            local.core.report(error, method: method, connectionID: connectionId)
        }
    }

    // MARK: Answers

    @inline(__always)
    func complete<R: Encodable>(_ id: InvocationID, _ value: R) throws {
        guard phase == .open else { return }
        try local.withEncoder(hubProtocol) { encoder in
            try encoder.completion(id, result: value)
            transmit(encoder)
        }
    }

    func completeNull(_ id: InvocationID) {
        guard phase == .open else { return }
        local.withEncoder(hubProtocol) { encoder in
            encoder.completionNull(id)
            transmit(encoder)
        }
    }

    /// Answers a call with why it failed; where no answer is wanted, nothing is sent.
    func refuse(_ id: InvocationID?, _ text: String) {
        guard phase == .open, let id else { return }
        local.withEncoder(hubProtocol) { encoder in
            encoder.completion(id, error: text)
            transmit(encoder)
        }
    }

    /// A call's arguments did not fit, or its method threw.
    @inline(never)
    func failed(_ error: any Error, _ id: InvocationID?, _ method: String) {
        let detailed = local.core.options.enableDetailedErrors
        if let mismatch = error as? HubArgumentError {
            local.core.report(mismatch.underlying, method: method, connectionID: connectionId)
            refuse(
                id, ErrorText.make("Failed to invoke '\(method)' due to an error on the server.", mismatch.underlying, detailed: detailed))
        } else {
            local.core.report(error, method: method, connectionID: connectionId)
            refuse(id, ErrorText.make("An unexpected error occurred invoking '\(method)' on the server.", error, detailed: detailed))
        }
    }

    // MARK: Streams

    func sendItem<T: Encodable>(_ id: String, _ item: T) throws {
        guard phase == .open else { return }
        try local.withEncoder(hubProtocol) { encoder in
            try encoder.streamItem(.text(id), item)
            transmit(encoder)
        }
    }

    /// Waits until the client has taken what it was sent; and lets others have a turn where a stream never waits by itself.
    func giveWay(after items: Int) async throws {
        if items % 64 == 0 { await connection.loop.nextTurn() }
        while mustWait, phase == .open, !Task.isCancelled {
            let calls = makeCalls()
            connection.tellDrained()
            await withUnsafeContinuation { calls.drainWaiters.append($0) }
        }
    }

    /// Whether a stream is to wait: until the client has read, has come back, or has acknowledged what it might have to be sent again. Half of
    /// what is kept for it is left to those who cannot wait.
    private var mustWait: Bool {
        isInterrupted || connection.bufferedBytes > local.core.options.connection.transportMaxBufferSize
            || rare?.buffer.map { $0.keptBytes > local.core.options.statefulReconnectBufferSize / 2 } ?? false
    }

    /// Ends a stream, in order or with what it threw.
    func endStream(_ id: String, _ error: (any Error)?) {
        rare?.calls?.streams[id] = nil
        guard phase == .open else { return }
        if let error {
            local.core.report(error, method: nil, connectionID: connectionId)
            let text = ErrorText.make(
                "An error occurred on the server while streaming results.", error, detailed: local.core.options.enableDetailedErrors)
            return refuse(.text(id), text)
        }
        local.withEncoder(hubProtocol) { encoder in
            encoder.completionVoid(.text(id))
            transmit(encoder)
        }
    }

    // MARK: Answers of clients

    /// Waits for the client's answer to the call that `send` then sends.
    func expect(_ id: String, timeout: Duration?, _ complete: @escaping (Result<(JSONDocument, Int?), any Error>) -> Void) {
        let timer = timeout.map { limit in
            connection.loop.schedule(after: limit) { [weak self] in
                self?.rare?.calls?.results.removeValue(forKey: id)?.complete(.failure(HubFault.resultTimeout))
            }
        }
        makeCalls().results[id] = ClientResult(complete: complete, timer: timer)
    }
}
