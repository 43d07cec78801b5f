import WayleaveEventLoop
import WayleaveJSON
import WayleaveSocketIOWire

/// What one loop holds for a Socket.IO server: its sockets by namespace, and reusable buffers. Confined to the loop.
final class SocketLoop {
    let loop: EventLoop
    let server: ServerCore
    private var shards: [NamespaceShard?] = []
    private var spareDocument: JSONDocument?
    private var spareEncoder: SocketPacketEncoder?

    init(loop: EventLoop, server: ServerCore) {
        self.loop = loop
        self.server = server
    }

    /// The namespace's sockets on this loop.
    func shard(of namespace: Namespace) -> NamespaceShard {
        while shards.count <= namespace.index { shards.append(nil) }
        if let shard = shards[namespace.index] { return shard }
        let shard = NamespaceShard()
        shards[namespace.index] = shard
        return shard
    }

    /// The same, if any socket of the namespace ever was here.
    func existingShard(of namespace: Namespace) -> NamespaceShard? {
        namespace.index < shards.count ? shards[namespace.index] : nil
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
        let encoder = spareEncoder.take() ?? SocketPacketEncoder()
        defer { spareEncoder = encoder }
        return try body(encoder)
    }
}
