package import WayleaveJSON

extension HubMessageEncoder {
    /// A call, or with an id and `isStream` one whose results are a stream. Throws ``JSONError``.
    package func invocation<each A: Encodable>(
        _ target: String, _ arguments: repeat each A, id: InvocationID? = nil, isStream: Bool = false, streamIDs: [String] = [],
        headers: [(String, String)] = []
    ) throws {
        beginInvocation(target, id, isStream, headers)
        if isMessagePack {
            var count = 0
            for _ in repeat (each A).self { count += 1 }
            output.append(arrayCount: count)
        }
        let first = output.count
        repeat try element(each arguments, notAt: first)
        finishInvocation(streamIDs)
    }

    /// The same with arguments whose number is known only at run time.
    package func invocation(_ target: String, values: [JSONValue], id: InvocationID? = nil) throws {
        beginInvocation(target, id, false, [])
        if isMessagePack { output.append(arrayCount: values.count) }
        let first = output.count
        for value in values { try element(value, notAt: first) }
        finishInvocation([])
    }

    private func beginInvocation(_ target: String, _ id: InvocationID?, _ isStream: Bool, _ headers: [(String, String)]) {
        begin(isStream ? .streamInvocation : .invocation, elements: 6)
        self.headers(headers)
        if isMessagePack {
            if let id { append(id) } else { output.appendNull() }
        } else {
            if let id {
                name(",\"invocationId\":")
                append(id)
            }
            name(",\"target\":")
        }
        output.append(string: target)
        if !isMessagePack { name(",\"arguments\":[") }
    }

    private func finishInvocation(_ streamIDs: [String]) {
        if isMessagePack {
            output.append(arrayCount: streamIDs.count)
            for id in streamIDs { output.append(string: id) }
        } else {
            output.append(UInt8(ascii: "]"))
            if !streamIDs.isEmpty {
                name(",\"streamIds\":[")
                for (index, id) in streamIDs.enumerated() {
                    if index > 0 { output.append(UInt8(ascii: ",")) }
                    output.append(quoted: id)
                }
                output.append(UInt8(ascii: "]"))
            }
        }
        finish()
    }

    /// One value of a stream. Throws ``JSONError``.
    package func streamItem<T: Encodable>(_ id: InvocationID, _ item: T, headers: [(String, String)] = []) throws {
        begin(.streamItem, elements: 4)
        about(id, headers)
        if !isMessagePack { name(",\"item\":") }
        try output.encode(item)
        finish()
    }

    /// The result of a call. Throws ``JSONError``.
    package func completion<T: Encodable>(_ id: InvocationID, result: T, headers: [(String, String)] = []) throws {
        begin(.completion, elements: 5)
        about(id, headers)
        isMessagePack ? output.append(3) : name(",\"result\":")
        try output.encode(result)
        finish()
    }

    /// The result of a method that returns nothing.
    package func completionNull(_ id: InvocationID, headers: [(String, String)] = []) {
        begin(.completion, elements: 5)
        about(id, headers)
        isMessagePack ? output.append(3) : name(",\"result\":")
        output.appendNull()
        finish()
    }

    /// The end of a stream.
    package func completionVoid(_ id: InvocationID, headers: [(String, String)] = []) {
        begin(.completion, elements: 4)
        about(id, headers)
        if isMessagePack { output.append(2) }
        finish()
    }

    /// Why a call or a stream failed.
    package func completion(_ id: InvocationID, error: String, headers: [(String, String)] = []) {
        begin(.completion, elements: 5)
        about(id, headers)
        isMessagePack ? output.append(1) : name(",\"error\":")
        output.append(string: error)
        finish()
    }

    /// The wish that a stream ends.
    package func cancelInvocation(_ id: InvocationID, headers: [(String, String)] = []) {
        begin(.cancelInvocation, elements: 3)
        about(id, headers)
        finish()
    }

    package func ping() {
        begin(.ping, elements: 1)
        finish()
    }

    /// The end of the connection, and whether the client may come back by itself.
    package func close(error: String?, allowsReconnect: Bool) {
        begin(.close, elements: 3)
        if isMessagePack {
            if let error { output.append(string: error) } else { output.appendNull() }
            output.append(boolean: allowsReconnect)
        } else {
            if let error {
                name(",\"error\":")
                output.append(string: error)
            }
            if allowsReconnect { name(",\"allowReconnect\":true") }
        }
        finish()
    }

    /// The highest number of a message that was received.
    package func ack(_ sequenceID: Int) { number(.ack, sequenceID) }

    /// The number of the message that follows.
    package func sequence(_ sequenceID: Int) { number(.sequence, sequenceID) }

    private func number(_ type: SignalRMessageType, _ sequenceID: Int) {
        begin(type, elements: 2)
        if !isMessagePack { name(",\"sequenceId\":") }
        output.append(integer: sequenceID)
        finish()
    }

    private func about(_ id: InvocationID, _ headers: [(String, String)]) {
        self.headers(headers)
        if !isMessagePack { name(",\"invocationId\":") }
        append(id)
    }
}
