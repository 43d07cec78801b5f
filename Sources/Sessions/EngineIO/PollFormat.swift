internal import WayleaveBytes
internal import WayleaveEngineIOWire

/// How the packets of a session are put together in the body of a poll's response.
enum PollFormat {
    /// Revision 4: separated, binary in base64.
    case separated
    /// Revision 3, in text: counted, binary in base64.
    case counted
    /// Revision 3, in bytes, for clients that can read them, and then only if there is something binary.
    case countedBinary

    /// The same for what holds nothing binary.
    var textual: PollFormat { self == .countedBinary ? .counted : self }

    /// The number of bytes that `entry` takes at most, without a separator.
    func size(of entry: PacketQueue.Entry) -> Int {
        // A length in front takes at most eleven bytes.
        let header = self == .separated ? 0 : 11
        switch entry {
        case .control: return header + 1
        case .open(let packet): return header + packet.count
        case .message(let message): return header + message.pollingCount + (self == .separated || !message.isBinary ? 0 : 1)
        }
    }

    /// Appends a packet, not the first one if `isFirst` is false.
    func append(_ entry: PacketQueue.Entry, isFirst: Bool, into writer: inout ByteWriter) {
        if self == .separated, !isFirst { writer.append(EnginePayload.separator) }
        switch entry {
        case .control(let type): withUnsafeBytes(of: type.rawValue) { append(text: $0, into: &writer) }
        case .open(let packet): packet.withUnsafeBytes { append(text: $0, into: &writer) }
        case .message(let message) where message.isBinary: message.withPayload { append(binary: $0, into: &writer) }
        case .message(let message): message.withPayload { append(text: $0, into: &writer) }
        }
    }

    private func append(text: UnsafeRawBufferPointer, into writer: inout ByteWriter) {
        switch self {
        case .separated: writer.append(text)
        case .counted: CountedPayload.append(text: text, into: &writer)
        case .countedBinary: CountedPayload.append(textInBinary: text, into: &writer)
        }
    }

    private func append(binary: UnsafeRawBufferPointer, into writer: inout ByteWriter) {
        switch self {
        case .separated: EnginePacket.appendBase64(binary, into: &writer)
        case .counted: CountedPayload.append(base64: binary, into: &writer)
        case .countedBinary: CountedPayload.append(binary: binary, into: &writer)
        }
    }
}
