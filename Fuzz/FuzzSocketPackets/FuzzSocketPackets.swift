import FuzzSupport
import WayleaveEngineIOWire
import WayleaveJSON
import WayleaveSocketIOWire

/// What a Socket.IO client sends: Engine.IO payloads, the packets in them, their JSON.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = FuzzInput(start, count)
    var packets = 0
    var bytes = 0
    try? EnginePayload.forEachPacket(in: input.data.span.bytes) { type, data, isBinary in
        packets += 1
        bytes += data.byteCount
        precondition(!isBinary || type == .message, "binary data is a message")
        return true
    }
    precondition(bytes <= count && packets <= count + 1, "packets are parts of their payload")
    checkCounted(input.data)
    input.data.withUnsafeBytes { checkPacket($0) }
    input.data.withUnsafeBytes { checkPackedPacket($0) }
    checkJSON(input.data)
    return 0
}

/// Payloads of Engine.IO 3, in both forms.
private func checkCounted(_ data: [UInt8]) {
    var bytes = 0
    let take = { (_: EnginePacketType, data: RawSpan, _: Bool) in
        bytes += data.byteCount
        return true
    }
    try? CountedPayload.forEachPacket(inText: data.span.bytes, take)
    precondition(bytes <= data.count, "packets are parts of their payload")
    bytes = 0
    try? CountedPayload.forEachPacket(inBinary: data.span.bytes, take)
    precondition(bytes <= data.count, "packets are parts of their payload")
}

private func checkPacket(_ text: UnsafeRawBufferPointer) {
    let limits = SocketPacketLimits()
    guard let packet = try? SocketPacket.parse(text, limits: limits) else { return }
    precondition(packet.attachmentCount <= limits.maxAttachments && packet.namespace.count <= limits.maxNamespaceBytes)
    precondition(packet.payload.upperBound == text.count && packet.namespace.upperBound <= packet.payload.lowerBound, "parts are in order")
    var document = JSONDocument()
    defer { JSONDocument.finish(&document) }
    guard (try? SocketPayload.scan(packet, of: text, into: document)) == true else { return }
    switch packet.type {
    case .event, .binaryEvent, .ack, .binaryAck:
        document.attachments = (0..<packet.attachmentCount).map { _ in Binary([1, 2, 3]) }
        let isEvent = packet.type == .event || packet.type == .binaryEvent
        var reader = ArgumentReader(document, skipping: isEvent ? 1 : 0)
        _ = try? reader.next(String?.self)
        _ = try? reader.rest()
    default: break
    }
}

/// The same of the MessagePack parser; what is read as an event can be sent, and reads back as the same.
private func checkPackedPacket(_ bytes: UnsafeRawBufferPointer) {
    let limits = SocketPacketLimits()
    var document = JSONDocument()
    defer { JSONDocument.finish(&document) }
    guard let packet = try? PackedSocketPacket.read(bytes, into: document, limits: limits) else { return }
    precondition(document.contents(ofString: packet.namespace).count <= limits.maxNamespaceBytes, "names are bounded")
    precondition((packet.ackID ?? 0) >= 0 && (packet.type != .ack || packet.ackID != nil), "acknowledgements have an id")
    guard let data = packet.data, packet.type == .event || packet.type == .ack else { return }
    var reader = ArgumentReader(document, array: data, skipping: packet.type == .event ? 1 : 0)
    _ = try? reader.next(String?.self)
    _ = try? reader.rest()
    guard let (event, arguments) = SentEvent.read(bytes, [], isMessagePack: true) else { return }
    let encoder = SocketPacketEncoder(isMessagePack: true)
    guard (try? encoder.event(event, arguments: arguments, namespace: "/", ackID: packet.ackID)) != nil else { return }
    guard let again = encoder.withPacket({ packet, _ in SentEvent.read(packet, [], isMessagePack: true) }) else {
        preconditionFailure("what was encoded does not decode")
    }
    precondition(again.event == event && again.arguments.count == arguments.count, "encoding loses nothing")
}

/// What decodes is encoded, and then decodes to the same.
private func checkJSON(_ data: [UInt8]) {
    guard let value = try? JSON.decode(JSONValue.self, from: data) else { return }
    precondition(String(validating: data, as: UTF8.self) != nil, "JSON is UTF-8")
    guard let encoded = try? JSON.encode(value) else { return }
    guard let again = try? JSON.decode(JSONValue.self, from: encoded) else { preconditionFailure("what was encoded does not decode") }
    expectSame(again, value, "encoding loses nothing")
}
