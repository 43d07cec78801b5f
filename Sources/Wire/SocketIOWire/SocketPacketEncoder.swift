import WayleaveBytes
package import WayleaveJSON

/// Encodes packets for clients; a loop has one and reuses it.
///
/// How many attachments a packet has is known only after its arguments were encoded, and stands before them. So the text begins behind a
/// gap, into which the type, and for binary packets the count, are then written backwards.
package final class SocketPacketEncoder {
    let output: JSONOutput
    /// Whether packets are MessagePack, and thus binary messages, instead of JSON.
    package let isMessagePack: Bool
    // Nothing calls foreign code while this is accessed.
    @exclusivity(unchecked) var start = 0
    /// Room for a type, the digits of a count and a hyphen.
    private static let gap = 24

    /// Creates an encoder with room for packets of `capacity` bytes before it has to grow.
    package init(capacity: Int = 1024, isMessagePack: Bool = false) {
        output = JSONOutput(capacity: capacity, format: isMessagePack ? .messagePack : .json)
        self.isMessagePack = isMessagePack
    }

    /// Calls `body` with the packet encoded last, and its attachments; the text is valid only during the call.
    @inline(__always)
    package func withPacket<R>(_ body: (_ text: UnsafeRawBufferPointer, _ attachments: [Binary]) throws -> R) rethrows -> R {
        try output.withBytes(from: start, body)
    }

    // MARK: Packets

    /// CONNECT's answer: `0{"sid":"…"}`, with `pid` unless that is `nil`; to clients of Socket.IO 2, which know their id, `0`.
    package func connect(namespace: String, sid: String?, pid: String? = nil) {
        if isMessagePack { return packConnect(namespace, sid, pid) }
        begin(namespace)
        if let sid {
            output.append(verbatim: "{\"sid\":")
            output.append(quoted: sid)
            if let pid {
                output.append(verbatim: ",\"pid\":")
                output.append(quoted: pid)
            }
            output.append(UInt8(ascii: "}"))
        }
        finish(.connect)
    }

    /// CONNECT_ERROR: `4{"message":"…"}`, with `data` unless that is `nil`.
    package func connectError(namespace: String, message: String, data: JSONValue? = nil) throws {
        if isMessagePack { return try packConnectError(namespace, message, data) }
        begin(namespace, collectsAttachments: false)
        output.append(verbatim: "{\"message\":")
        output.append(quoted: message)
        if let data {
            output.append(verbatim: ",\"data\":")
            try output.encode(data)
        }
        output.append(UInt8(ascii: "}"))
        finish(.connectError)
    }

    /// CONNECT_ERROR (ERROR) of Socket.IO 2: `4"…"`, any value.
    package func connectError(namespace: String, value: JSONValue) throws {
        if isMessagePack { return try packConnectError(namespace, value) }
        begin(namespace)
        output.attachments = nil
        try output.encode(value)
        finish(.connectError)
    }

    /// DISCONNECT: `1`, or `1/namespace,`.
    package func disconnect(namespace: String) {
        if isMessagePack { return beginPacked(.disconnect, namespace, members: 2) }
        begin(namespace)
        finish(.disconnect)
    }

    /// EVENT, or BINARY_EVENT when binary data is met. Throws ``JSONError``.
    package func event<each A: Encodable>(
        _ name: String, _ arguments: repeat each A, namespace: String, ackID: Int? = nil
    ) throws {
        if isMessagePack { return try packEvent(name, repeat each arguments, namespace: namespace, ackID: ackID) }
        begin(namespace, ackID)
        output.append(UInt8(ascii: "["))
        output.append(quoted: name)
        repeat try element(each arguments)
        output.append(UInt8(ascii: "]"))
        finish(.event, binary: .binaryEvent)
    }

    /// EVENT, or BINARY_EVENT, with arguments whose number is known only at run time. Throws ``JSONError``.
    package func event(_ name: String, arguments: [JSONValue], namespace: String, ackID: Int? = nil) throws {
        if isMessagePack { return try packArray(.event, name, arguments, namespace, ackID) }
        begin(namespace, ackID)
        output.append(UInt8(ascii: "["))
        output.append(quoted: name)
        for argument in arguments {
            output.append(UInt8(ascii: ","))
            try output.encode(argument)
        }
        output.append(UInt8(ascii: "]"))
        finish(.event, binary: .binaryEvent)
    }

    /// ACK, or BINARY_ACK when binary data is met. Throws ``JSONError``.
    package func ack<each A: Encodable>(_ id: Int, _ arguments: repeat each A, namespace: String) throws {
        if isMessagePack { return try packAck(id, repeat each arguments, namespace: namespace) }
        begin(namespace, id)
        output.append(UInt8(ascii: "["))
        let first = output.count
        repeat try element(each arguments, notAt: first)
        output.append(UInt8(ascii: "]"))
        finish(.ack, binary: .binaryAck)
    }

    /// ACK, or BINARY_ACK, with arguments whose number is known only at run time. Throws ``JSONError``.
    package func ack(_ id: Int, arguments: [JSONValue], namespace: String) throws {
        if isMessagePack { return try packArray(.ack, nil, arguments, namespace, id) }
        begin(namespace, id)
        output.append(UInt8(ascii: "["))
        for (index, argument) in arguments.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            try output.encode(argument)
        }
        output.append(UInt8(ascii: "]"))
        finish(.ack, binary: .binaryAck)
    }

    // MARK: Parts

    /// Writes an argument that follows something; loops over packs copy their elements, calls do not.
    @inline(__always)
    private func element<T: Encodable>(_ value: T, notAt first: Int = -1) throws {
        if output.count != first { output.append(UInt8(ascii: ",")) }
        try output.encode(value)
    }

    @inline(__always)
    private func begin(_ namespace: String, _ ackID: Int? = nil, collectsAttachments: Bool = true) {
        output.begin(gap: Self.gap, collectsAttachments: collectsAttachments)
        start = Self.gap
        if namespace != "/" {
            output.append(verbatim: namespace)
            output.append(UInt8(ascii: ","))
        }
        if let ackID { output.append(decimal: ackID) }
    }

    @inline(__always)
    private func finish(_ type: SocketPacketType, binary: SocketPacketType? = nil) {
        var count = output.attachmentCount
        var digit = type
        if let binary, count > 0 {
            digit = binary
            prepend(UInt8(ascii: "-"))
            while count > 0 {
                prepend(UInt8(truncatingIfNeeded: count % 10) &+ 48)
                count /= 10
            }
        }
        prepend(digit.rawValue)
    }

    @inline(__always)
    private func prepend(_ byte: UInt8) {
        start &-= 1
        output.put(byte, at: start)
    }
}
