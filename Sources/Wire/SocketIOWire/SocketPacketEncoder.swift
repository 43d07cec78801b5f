import WayleaveBytes
package import WayleaveJSON

/// Encodes packets for clients; a loop has one and reuses it.
///
/// How many attachments a packet has is known only after its arguments were encoded, and stands before them. So the text begins behind a
/// gap, into which the type, and for binary packets the count, are then written backwards.
package final class SocketPacketEncoder {
    private let output: JSONOutput
    // Nothing calls foreign code while this is accessed.
    @exclusivity(unchecked) private var start = 0
    /// Room for a type, the digits of a count and a hyphen.
    private static let gap = 24

    /// Creates an encoder with room for packets of `capacity` bytes before it has to grow.
    package init(capacity: Int = 1024) {
        output = JSONOutput(capacity: capacity)
    }

    /// Calls `body` with the packet encoded last, and its attachments; the text is valid only during the call.
    @inline(__always)
    package func withPacket<R>(_ body: (_ text: UnsafeRawBufferPointer, _ attachments: [Binary]) throws -> R) rethrows -> R {
        let attachments = output.attachments ?? []
        return try output.writer.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[start...]), attachments) }
    }

    // MARK: Packets

    /// CONNECT's answer: `0{"sid":"…"}`, with `pid` unless that is `nil`.
    package func connect(namespace: String, sid: String, pid: String? = nil) {
        begin(namespace)
        output.writer.append("{\"sid\":")
        JSONText.append(sid, to: &output.writer)
        if let pid {
            output.writer.append(",\"pid\":")
            JSONText.append(pid, to: &output.writer)
        }
        output.writer.append("}")
        finish(.connect)
    }

    /// CONNECT_ERROR: `4{"message":"…"}`, with `data` unless that is `nil`.
    package func connectError(namespace: String, message: String, data: JSONValue? = nil) throws {
        begin(namespace)
        output.attachments = nil
        output.writer.append("{\"message\":")
        JSONText.append(message, to: &output.writer)
        if let data {
            output.writer.append(",\"data\":")
            try output.encode(data)
        }
        output.writer.append("}")
        finish(.connectError)
    }

    /// DISCONNECT: `1`, or `1/namespace,`.
    package func disconnect(namespace: String) {
        begin(namespace)
        finish(.disconnect)
    }

    /// EVENT, or BINARY_EVENT when binary data is met. Throws ``JSONError``.
    package func event<each A: Encodable>(
        _ name: String, _ arguments: repeat each A, namespace: String, ackID: Int? = nil
    ) throws {
        begin(namespace, ackID)
        output.writer.append(UInt8(ascii: "["))
        JSONText.append(name, to: &output.writer)
        for argument in repeat each arguments {
            output.writer.append(UInt8(ascii: ","))
            try output.encode(argument)
        }
        output.writer.append(UInt8(ascii: "]"))
        finish(.event, binary: .binaryEvent)
    }

    /// EVENT, or BINARY_EVENT, with arguments whose number is known only at run time. Throws ``JSONError``.
    package func event(_ name: String, arguments: [JSONValue], namespace: String, ackID: Int? = nil) throws {
        begin(namespace, ackID)
        output.writer.append(UInt8(ascii: "["))
        JSONText.append(name, to: &output.writer)
        for argument in arguments {
            output.writer.append(UInt8(ascii: ","))
            try output.encode(argument)
        }
        output.writer.append(UInt8(ascii: "]"))
        finish(.event, binary: .binaryEvent)
    }

    /// ACK, or BINARY_ACK when binary data is met. Throws ``JSONError``.
    package func ack<each A: Encodable>(_ id: Int, _ arguments: repeat each A, namespace: String) throws {
        begin(namespace, id)
        output.writer.append(UInt8(ascii: "["))
        var isFirst = true
        for argument in repeat each arguments {
            if !isFirst { output.writer.append(UInt8(ascii: ",")) }
            isFirst = false
            try output.encode(argument)
        }
        output.writer.append(UInt8(ascii: "]"))
        finish(.ack, binary: .binaryAck)
    }

    /// ACK, or BINARY_ACK, with arguments whose number is known only at run time. Throws ``JSONError``.
    package func ack(_ id: Int, arguments: [JSONValue], namespace: String) throws {
        begin(namespace, id)
        output.writer.append(UInt8(ascii: "["))
        for (index, argument) in arguments.enumerated() {
            if index > 0 { output.writer.append(UInt8(ascii: ",")) }
            try output.encode(argument)
        }
        output.writer.append(UInt8(ascii: "]"))
        finish(.ack, binary: .binaryAck)
    }

    // MARK: Parts

    @inline(__always)
    private func begin(_ namespace: String, _ ackID: Int? = nil) {
        output.writer.removeAll()
        _ = output.writer.reserve(Self.gap)
        output.writer.commit(Self.gap)
        start = Self.gap
        output.attachments = []
        if namespace != "/" {
            output.writer.append(namespace)
            output.writer.append(UInt8(ascii: ","))
        }
        if let ackID { output.writer.append(decimal: ackID) }
    }

    @inline(__always)
    private func finish(_ type: SocketPacketType, binary: SocketPacketType? = nil) {
        var count = output.attachments?.count ?? 0
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
        output.writer.base[start] = byte
    }
}
