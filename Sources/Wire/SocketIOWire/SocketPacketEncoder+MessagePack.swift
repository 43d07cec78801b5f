import WayleaveBytes
package import WayleaveJSON

/// The packets of socket.io-msgpack-parser: one map with `type`, `nsp`, `id` where there is one, and `data` where there is any.
///
/// Binary data stays in its place; there are no types of its own for packets that carry some, and no attachments.
extension SocketPacketEncoder {
    /// Writes an event that was encoded as JSON, with its attachments in their places; throws ``JSONError`` or ``SocketPacketError``.
    package func transcode(_ packet: UnsafeRawBufferPointer, _ attachments: [Binary]) throws {
        var limits = SocketPacketLimits()
        limits.maxAttachments = .max
        limits.maxNamespaceBytes = .max
        let parts = try SocketPacket.parse(packet, limits: limits)
        let namespace = String(decoding: packet[parts.namespace], as: UTF8.self)
        let values = try JSON.decode(
            [JSONValue].self, from: UnsafeRawBufferPointer(rebasing: packet[parts.payload]), attachments: attachments)
        try packArray(.event, nil, values, namespace.isEmpty ? "/" : namespace, parts.ackID)
    }

    func packConnect(_ namespace: String, _ sid: String?, _ pid: String?) {
        guard let sid else { return beginPacked(.connect, namespace, members: 2) }
        beginPacked(.connect, namespace, members: 3)
        MessagePackText.append("data", to: &output.writer)
        MessagePackText.append(mapCount: pid == nil ? 1 : 2, to: &output.writer)
        MessagePackText.append("sid", to: &output.writer)
        MessagePackText.append(sid, to: &output.writer)
        guard let pid else { return }
        MessagePackText.append("pid", to: &output.writer)
        MessagePackText.append(pid, to: &output.writer)
    }

    func packConnectError(_ namespace: String, _ message: String, _ data: JSONValue?) throws {
        beginPacked(.connectError, namespace, members: 3)
        MessagePackText.append("data", to: &output.writer)
        MessagePackText.append(mapCount: data == nil ? 1 : 2, to: &output.writer)
        MessagePackText.append("message", to: &output.writer)
        MessagePackText.append(message, to: &output.writer)
        guard let data else { return }
        MessagePackText.append("data", to: &output.writer)
        try output.encode(data)
    }

    func packConnectError(_ namespace: String, _ value: JSONValue) throws {
        beginPacked(.connectError, namespace, members: 3)
        MessagePackText.append("data", to: &output.writer)
        try output.encode(value)
    }

    func packEvent<each A: Encodable>(_ name: String, _ arguments: repeat each A, namespace: String, ackID: Int?) throws {
        beginData(.event, namespace, ackID, count: 1 + Self.count(repeat each arguments))
        MessagePackText.append(name, to: &output.writer)
        repeat try output.encode(each arguments)
    }

    func packAck<each A: Encodable>(_ id: Int, _ arguments: repeat each A, namespace: String) throws {
        beginData(.ack, namespace, id, count: Self.count(repeat each arguments))
        repeat try output.encode(each arguments)
    }

    /// An event, or without a name an acknowledgement, whose values are known only at run time.
    func packArray(_ type: SocketPacketType, _ name: String?, _ values: [JSONValue], _ namespace: String, _ ackID: Int?) throws {
        beginData(type, namespace, ackID, count: values.count + (name == nil ? 0 : 1))
        if let name { MessagePackText.append(name, to: &output.writer) }
        for value in values { try output.encode(value) }
    }

    private static func count<each A>(_ values: repeat each A) -> Int {
        var count = 0
        for _ in repeat (each A).self { count += 1 }
        return count
    }

    private func beginData(_ type: SocketPacketType, _ namespace: String, _ ackID: Int?, count: Int) {
        beginPacked(type, namespace, members: ackID == nil ? 3 : 4)
        if let ackID {
            MessagePackText.append("id", to: &output.writer)
            MessagePackText.append(ackID, to: &output.writer)
        }
        MessagePackText.append("data", to: &output.writer)
        MessagePackText.append(arrayCount: count, to: &output.writer)
    }

    /// Begins a packet: the map's header, `type` and `nsp`.
    func beginPacked(_ type: SocketPacketType, _ namespace: String, members: Int) {
        output.writer.removeAll()
        output.attachments = nil
        start = 0
        MessagePackText.append(mapCount: members, to: &output.writer)
        MessagePackText.append("type", to: &output.writer)
        output.writer.append(type.rawValue &- 48)
        MessagePackText.append("nsp", to: &output.writer)
        MessagePackText.append(namespace, to: &output.writer)
    }
}
