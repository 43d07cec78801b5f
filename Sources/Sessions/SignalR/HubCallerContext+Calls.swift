import WayleaveEventLoop
import WayleaveJSON
import WayleaveSignalRConnections
import WayleaveSignalRWire

/// The way of a call to its method.
extension HubCallerContext {
    func makeCalls() -> HubCalls {
        let rare = makeRare()
        if let calls = rare.calls { return calls }
        let queue = CallQueue(loop: connection.loop, limit: local.core.options.maximumParallelInvocationsPerClient)
        let made = HubCalls(queue: queue)
        rare.calls = made
        return made
    }

    /// Carries out a call, or lets it wait for its turn.
    @inline(__always)
    func call(_ message: HubMessage, _ document: JSONDocument, isStream: Bool) {
        let id = message.invocationID.map { document.encodedID(at: $0) }
        let found: HubMethod? =
            document.hasEscapes(message.target)
            ? find(escaped: message.target, document)
            : local.core.methods.find(UnsafeRawBufferPointer(document.contents(ofString: message.target)))
        guard let method = found else {
            return refuse(id, "Unknown hub method '\(name(message, document))'")
        }
        if let authorization = method.authorization, !authorization.allows(self) {
            return refuse(id, "Failed to invoke '\(name(message, document))' because user is unauthorized")
        }
        var call = HubCall(context: self, arguments: HubArguments(document, array: message.arguments), id: id)
        // What most calls are: they need no place among others.
        if let direct = method.direct, !isStream, method.uploadCount == 0, message.streamIDs == nil,
            rare?.calls?.queue.isFree ?? true, local.core.options.filters.isEmpty
        {
            do {
                try checkCount(method, call)
                let hub = try makeHub()
                hub.holdsSlot = false
                try direct(hub, &call)
            } catch {
                failed(error, call.id, name(message, document))
            }
            return
        }
        prepare(method, &call, message, document, isStream: isStream)
    }

    @inline(__always)
    private func checkCount(_ method: HubMethod, _ call: HubCall) throws {
        let count = call.arguments.count
        guard method.argumentCounts.contains(count) else {
            throw HubArgumentError(underlying: HubFault.argumentCount(given: count, expected: method.argumentCounts))
        }
    }

    private func find(escaped target: Int, _ document: JSONDocument) -> HubMethod? {
        guard var text = try? document.string(at: target) else { return nil }
        return text.withUTF8 { local.core.methods.find(UnsafeRawBufferPointer($0)) }
    }

    /// The method's name as the client wrote it.
    private func name(_ message: HubMessage, _ document: JSONDocument) -> String {
        (try? document.string(at: message.target)) ?? ""
    }

    // MARK: Calls that wait

    @inline(never)
    private func prepare(_ method: HubMethod, _ call: inout HubCall, _ message: HubMessage, _ document: JSONDocument, isStream: Bool) {
        let name = name(message, document)
        let id = message.invocationID.flatMap { try? document.string(at: $0) }
        if let mistake = mistake(method, name, id, isStream: isStream) { return refuse(call.id, mistake) }
        let streamIDs = message.streamIDs.flatMap { try? document.decode([String].self, at: $0) } ?? []
        do {
            guard streamIDs.count == method.uploadCount else {
                throw HubException("Client sent \(streamIDs.count) stream(s), Hub method expects \(method.uploadCount).")
            }
            try checkCount(method, call)
            let calls = makeCalls()
            if isStream || !streamIDs.isEmpty {
                let limit = local.core.options.maximumStreamsPerClient
                guard calls.streamCount + streamIDs.count < limit + (isStream ? 0 : 1) else {
                    throw HubArgumentError(underlying: HubFault.tooManyStreams(limit: limit))
                }
                // Another stream of that name would never end: nothing could be sent to it any more.
                for (place, id) in streamIDs.enumerated() where calls.uploads[id] != nil || streamIDs[..<place].contains(id) {
                    throw HubArgumentError(underlying: HubFault.streamIDInUse(id))
                }
            }
            if method.uploadCount > 0 { call.uploads = streamIDs[...] }
            let prepared: HubMethod.Prepared
            do { prepared = try method.prepare(&call) } catch {
                forget(streamIDs)
                throw error
            }
            enqueue(method, prepared, name, id, streamIDs, isStream: isStream, calls)
        } catch {
            failed(error, call.id, name)
        }
    }

    /// Why a call is refused whatever its arguments are.
    private func mistake(_ method: HubMethod, _ name: String, _ id: String?, isStream: Bool) -> String? {
        if method.isStream, !isStream {
            return "The client attempted to invoke the streaming '\(name)' method with a non-streaming invocation."
        }
        if !method.isStream, isStream {
            return "The client attempted to invoke the non-streaming '\(name)' method with a streaming invocation."
        }
        if isStream, let id, let calls = rare?.calls, calls.streams[id] != nil || calls.waitingStreams[id] != nil {
            return "Invocation ID '\(id)' is already in use."
        }
        return nil
    }

    private func enqueue(
        _ method: HubMethod, _ prepared: HubMethod.Prepared, _ name: String, _ id: String?, _ streamIDs: [String], isStream: Bool,
        _ calls: HubCalls
    ) {
        let answer = HubAnswer(context: self, id: id)
        // Streams run beside other calls; so do calls that read one, which otherwise might wait for each other.
        if isStream || !streamIDs.isEmpty {
            if isStream, let id { calls.waitingStreams[id] = false }
            calls.queue.enqueue(beside: { [self] in
                let isCancelled = id.flatMap { calls.waitingStreams.removeValue(forKey: $0) } ?? false
                guard isOpen else { return }
                if isCancelled, let id {
                    forget(streamIDs)
                    return endStream(id, nil)
                }
                let task = connection.loop.startTask { [self] in
                    await run(prepared, name, answer, holdsSlot: false, isStream: isStream)
                    forget(streamIDs)
                }
                if isStream, let id { calls.streams[id] = task }
            })
        } else {
            calls.queue.enqueue { [self] in await run(prepared, name, answer, holdsSlot: true, isStream: false) }
        }
        restrainIfFull(calls)
    }

    /// Runs a call and answers it, or says why not.
    private func run(_ prepared: HubMethod.Prepared, _ name: String, _ answer: HubAnswer, holdsSlot: Bool, isStream: Bool) async {
        guard isOpen else { return }
        do {
            let hub = try makeHub()
            hub.holdsSlot = holdsSlot
            if local.core.options.filters.isEmpty {
                try await prepared.run(hub, answer)
            } else {
                let chain = HubFilterChain(local.core.options.filters)
                let invocation = HubInvocationContext(context: self, hub: hub, methodName: name, arguments: prepared.arguments())
                let value = try await chain.invoke(invocation, prepared.value)
                if let stream = value as? HubStream {
                    if let id = answer.id { try await stream.send(self, id) }
                } else if let value {
                    try answer.complete(value)
                } else {
                    answer.complete()
                }
            }
            if isStream, let id = answer.id { endStream(id, nil) }
        } catch let error as HubStreamError {
            guard let id = answer.id else { return }
            endStream(id, error.underlying is CancellationError ? nil : error.underlying)
        } catch {
            if isStream, let id = answer.id { rare?.calls?.streams[id] = nil }
            failed(error, answer.id.map { .text($0) }, name)
        }
    }

    /// The method has returned: what its client still sends is ignored.
    private func forget(_ streamIDs: [String]) {
        for id in streamIDs { rare?.calls?.uploads.removeValue(forKey: id)?.finish(HubFault.connectionEnded) }
    }

    func makeUpload(_ kind: any AnyHubUpload.Type, _ id: String) -> Any {
        let (upload, channel) = kind.make(context: self)
        makeCalls().uploads[id] = channel
        return upload
    }

    // MARK: Restraint

    /// Too many calls wait: the client is not read from until some have begun.
    private func restrainIfFull(_ calls: HubCalls) {
        let limit = max(local.core.options.maximumWaitingInvocations, 1)
        guard calls.queue.waitingCount >= limit, calls.queue.onBegin == nil else { return }
        restrain(true)
        calls.queue.onBegin = { [weak self, weak queue = calls.queue] in
            guard let queue, queue.waitingCount <= limit / 2 else { return }
            queue.onBegin = nil
            self?.restrain(false)
        }
    }

    /// Adds a reason not to read from the client, or takes one away.
    func restrain(_ on: Bool) {
        guard phase == .open, let calls = rare?.calls else { return }
        calls.restraints += on ? 1 : -1
        if on, calls.restraints == 1 { connection.pauseReading() }
        guard !on, calls.restraints == 0 else { return }
        guard !calls.unread.isEmpty else { return connection.resumeReading() }
        // Not now: whoever called is in the middle of a call's beginning, or of reading a stream.
        let context = LoopBound(self, to: connection.loop)
        connection.loop.execute { context.value.takeUnread() }
    }

    /// Carries out what had to wait, and reads on unless that is too much again.
    private func takeUnread() {
        guard phase == .open, let calls = rare?.calls, calls.restraints == 0 else { return }
        let bytes = calls.unread
        calls.unread = []
        bytes.withUnsafeBytes { received($0) }
        if phase == .open, calls.restraints == 0, calls.unread.isEmpty { connection.resumeReading() }
    }
}
