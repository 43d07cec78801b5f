package import WayleaveJSON

/// Reads events back out of the packets that this server sends.
package enum SentEvent {
    /// The event's name and arguments; `nil` for packets of other types.
    package static func read(
        _ packet: UnsafeRawBufferPointer, _ attachments: [Binary], isMessagePack: Bool
    ) -> (event: String, arguments: [JSONValue])? {
        var limits = SocketPacketLimits()
        limits.maxAttachments = .max
        limits.maxNamespaceBytes = .max
        if isMessagePack { return readPacked(packet, limits) }
        guard let parts = try? SocketPacket.parse(packet, limits: limits),
            parts.type == .event || parts.type == .binaryEvent,
            let values = try? JSON.decode(
                JSONValue.self, from: UnsafeRawBufferPointer(rebasing: packet[parts.payload]), attachments: attachments),
            case .array(let values) = values, case .string(let event) = values.first
        else { return nil }
        return (event, Array(values.dropFirst()))
    }

    private static func readPacked(
        _ packet: UnsafeRawBufferPointer, _ limits: SocketPacketLimits
    ) -> (event: String, arguments: [JSONValue])? {
        var document = JSONDocument()
        defer { JSONDocument.finish(&document) }
        guard let parts = try? PackedSocketPacket.read(packet, into: document, limits: limits), parts.type == .event, let data = parts.data,
            case .array(let values)? = try? document.value(at: data), case .string(let event)? = values.first
        else { return nil }
        return (event, Array(values.dropFirst()))
    }
}
