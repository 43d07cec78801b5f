package import WayleaveJSON

/// The rules for the JSON of each packet type (Socket.IO v5 § packet types).
package enum SocketPayload {
    /// Validates the JSON of `packet` into `document` and checks its shape.
    ///
    /// Returns whether there is a payload. The document borrows `text` until `JSONDocument.finish`.
    package static func scan(
        _ packet: SocketPacket, of text: UnsafeRawBufferPointer, into document: JSONDocument
    ) throws(SocketPacketError) -> Bool {
        guard !packet.payload.isEmpty else {
            guard packet.type == .connect || packet.type == .disconnect else { throw .missingPayload(packet.type) }
            return false
        }
        guard packet.type != .disconnect else { throw .unexpectedPayload(packet.type) }
        do {
            try document.scan(UnsafeRawBufferPointer(rebasing: text[packet.payload]))
        } catch {
            throw .invalidJSON(error)
        }
        switch packet.type {
        case .connect:
            guard document.kind(of: 0) == .object else { throw .wrongPayload(packet.type, expected: "an object") }
        case .event, .binaryEvent:
            guard document.kind(of: 0) == .array, document.next(after: 0) > 1 else {
                throw .wrongPayload(packet.type, expected: "an array that begins with the event's name")
            }
            try checkEventName(document, at: 1, packet.type)
        default:
            guard document.kind(of: 0) == .array else { throw .wrongPayload(packet.type, expected: "an array") }
        }
        if packet.type.isBinary { try checkPlaceholders(document, count: packet.attachmentCount) }
        return true
    }

    /// An event's name is a string, or a number, but none of the names that the API itself uses.
    static func checkEventName(_ document: JSONDocument, at token: Int, _ type: SocketPacketType) throws(SocketPacketError) {
        switch document.kind(of: token) {
        case .number: return
        case .string:
            let name = document.contents(ofString: token)
            guard document.hasEscapes(token) || isReserved(UnsafeRawBufferPointer(name)) else { return }
            let text = (try? document.string(at: token)) ?? ""
            if isReserved(text) { throw .reservedEvent(text) }
        default: throw .wrongPayload(type, expected: "an event name that is a string or a number")
        }
    }

    private static func checkPlaceholders(_ document: JSONDocument, count: Int) throws(SocketPacketError) {
        for token in 0..<document.tokenCount where document.kind(of: token) == .object {
            do {
                if let index = try document.placeholder(at: token), index >= count { throw SocketPacketError.invalidPlaceholder }
            } catch {
                throw .invalidPlaceholder
            }
        }
    }

    /// Whether clients and servers must not use `name` for an event.
    package static func isReserved(_ name: String) -> Bool {
        var name = name
        return name.withUTF8 { isReserved(UnsafeRawBufferPointer($0)) }
    }

    @inline(__always)
    private static func isReserved(_ name: UnsafeRawBufferPointer) -> Bool {
        let word: StaticString
        switch name.count {
        case 7: word = "connect"
        case 10: word = "disconnect"
        case 11: word = "newListener"
        case 13: word = name[0] == UInt8(ascii: "c") ? "connect_error" : "disconnecting"
        case 14: word = "removeListener"
        default: return false
        }
        for i in 0..<name.count where word.utf8Start[i] != name[i] { return false }
        return true
    }
}
