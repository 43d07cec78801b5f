import WayleaveBytes
import WayleaveEngineIO
import WayleaveJSON
import WayleaveRooms
import WayleaveSocketIOWire

/// An event as an encoder holds it, without an acknowledgement id; borrowed, valid only during the call it is passed to.
struct EncodedEvent {
    /// The whole packet: type, count of attachments, namespace, arguments.
    let text: UnsafeRawBufferPointer
    let attachments: [Binary]
    /// Where the arguments begin.
    let payloadStart: Int
    /// What the namespace's clients speak; the event here is JSON whatever that is.
    let parser: SocketParser
    /// Whether it may be compressed, whatever the flags say.
    var mayCompress = true

    /// Takes what `encoder` has encoded last: an event for `namespace` without an acknowledgement id.
    init(text: UnsafeRawBufferPointer, attachments: [Binary], namespace: String, parser: SocketParser = .json) {
        self.parser = parser
        self.text = text
        self.attachments = attachments
        var start = 1
        if !attachments.isEmpty {
            // The digits of the count, and the hyphen.
            while start < text.count, text[start] != UInt8(ascii: "-") { start += 1 }
            start += 1
        }
        if namespace != "/" { start += namespace.utf8.count + 1 }
        payloadStart = min(start, text.count)
    }

    /// The event for many sockets, encoded once.
    @inline(__always)
    func broadcast(_ flags: BroadcastFlags) -> Broadcast {
        Broadcast(text, attachments, mayCompress ? flags : flags.union(.uncompressed), for: parser)
    }

    /// The same with an offset appended to the arguments: what a client quotes when it comes back.
    func broadcast(_ flags: BroadcastFlags, offset: String) -> Broadcast {
        var writer = ByteWriter(capacity: text.count + offset.utf8.count + 8)
        writer.append(text)
        // In place of the closing bracket.
        writer.truncate(to: writer.count - 1)
        writer.append(UInt8(ascii: ","))
        JSONText.append(offset, to: &writer)
        writer.append(UInt8(ascii: "]"))
        return writer.withUnsafeBytes { bytes in
            EncodedEvent(text: bytes, attachments: attachments, payloadStart: payloadStart, parser: parser)
                .broadcast(mayCompress ? flags : flags.union(.uncompressed))
        }
    }

    private init(text: UnsafeRawBufferPointer, attachments: [Binary], payloadStart: Int, parser: SocketParser) {
        self.parser = parser
        self.text = text
        self.attachments = attachments
        self.payloadStart = payloadStart
    }

    /// A copy that may be kept.
    var kept: OutgoingEvent {
        OutgoingEvent(payload: SharedBytes(UnsafeRawBufferPointer(rebasing: text[payloadStart...])), attachments: attachments)
    }
}
