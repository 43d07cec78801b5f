import WayleaveEventLoop
import WayleaveJSON
import WayleaveSocketIOWire

/// What one loop holds for a Socket.IO server: buffers that its connections take turns with. Confined to the loop.
final class SocketLoop {
    let loop: EventLoop
    let server: ServerCore
    /// Whether packets are MessagePack instead of JSON.
    let isMessagePack: Bool
    /// Who counts and tells for the admin UI; `nil` unless the server is instrumented.
    let admin: AdminLoop?
    @exclusivity(unchecked) private var spareDocument: JSONDocument?
    @exclusivity(unchecked) private var spareEncoder: SocketPacketEncoder?

    init(loop: EventLoop, server: ServerCore, admin: AdminLoop? = nil) {
        self.admin = admin
        self.loop = loop
        self.server = server
        isMessagePack = server.options.parser == .messagePack
    }

    /// Lends a document; a handler that needs another one meanwhile gets a new one.
    @inline(__always)
    func withDocument<R>(_ body: (JSONDocument) throws -> R) rethrows -> R {
        var document = spareDocument.take() ?? JSONDocument()
        defer {
            JSONDocument.finish(&document)
            spareDocument = document
        }
        return try body(document)
    }

    /// Lends an encoder; a value that emits while it is encoded gets a new one.
    @inline(__always)
    func withEncoder<R>(_ body: (SocketPacketEncoder) throws -> R) rethrows -> R {
        let encoder = spareEncoder.take() ?? SocketPacketEncoder(isMessagePack: isMessagePack)
        defer { spareEncoder = encoder }
        return try body(encoder)
    }
}
