package import WayleaveBytes
import WayleaveEngineIO
package import WayleaveJSON
import WayleaveRooms

/// An event on its way to many sockets, without what differs from packet to packet: namespace, acknowledgement id, offset.
package struct OutgoingEvent: Sendable {
    /// The name and the arguments as JSON, with placeholders for binary data: `["name",…]`.
    package let payload: SharedBytes
    /// What the placeholders stand for.
    package let attachments: [Binary]

    /// The memory it holds.
    var bytes: Int { attachments.reduce(payload.count) { $0 + $1.bytes.count } }

    /// The packet for `namespace`.
    ///
    /// - Parameters:
    ///   - ackID: asks for acknowledgements under this id.
    ///   - parser: what the clients speak.
    ///   - offset: appended to the arguments: what a client quotes when it comes back.
    func broadcast(
        namespace: String, flags: BroadcastFlags, ackID: Int? = nil, offset: String? = nil, for parser: SocketParser = .json
    ) -> Broadcast {
        var writer = ByteWriter(capacity: payload.count + namespace.utf8.count + (offset?.utf8.count ?? 0) + 40)
        writer.append(attachments.isEmpty ? UInt8(ascii: "2") : UInt8(ascii: "5"))
        if !attachments.isEmpty {
            writer.append(decimal: attachments.count)
            writer.append(UInt8(ascii: "-"))
        }
        if namespace != "/" {
            writer.append(namespace)
            writer.append(UInt8(ascii: ","))
        }
        if let ackID { writer.append(decimal: ackID) }
        payload.withUnsafeBytes { writer.append($0) }
        if let offset {
            writer.truncate(to: writer.count - 1)
            writer.append(UInt8(ascii: ","))
            JSONText.append(offset, to: &writer)
            writer.append(UInt8(ascii: "]"))
        }
        return writer.withUnsafeBytes { Broadcast($0, attachments, flags, for: parser) }
    }

    /// The name and the arguments as values, binary data among them.
    package func values() throws -> [JSONValue] {
        try payload.withUnsafeBytes { try JSON.decode([JSONValue].self, from: $0, attachments: attachments) }
    }

    /// Encodes a name and arguments.
    package init(values: [JSONValue]) throws {
        let output = JSONOutput()
        output.attachments = []
        try output.encode(values)
        self.init(payload: output.writer.withUnsafeBytes { SharedBytes($0) }, attachments: output.attachments ?? [])
    }

    package init(payload: SharedBytes, attachments: [Binary]) {
        self.payload = payload
        self.attachments = attachments
    }
}
