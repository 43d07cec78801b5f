import WayleaveEngineIO
import WayleaveEngineIOWire
import WayleaveEventLoop
import WayleaveServer

/// The Engine.IO session below a socket, shared by the client's sockets in all namespaces. Confined to the loop.
public struct EngineConnection {
    let connection: Connection

    /// The session's id, which is a secret of the client's: whoever knows it can speak for it.
    public var id: String { connection.session.id }
    /// The name of what carries the session at the moment: `polling` or `websocket`.
    public var transport: String { connection.transportName }
    /// The version of the Engine.IO protocol the client speaks: 4, or 3 for clients of Socket.IO 2.
    public var protocolVersion: Int { Int(connection.session.revision.rawValue) }
    /// The peer's address; empty for a peer without one.
    public var remoteAddress: String { connection.session.handshakeRequest.remoteAddress?.host ?? "" }
    /// Whether the session began with polling and moved to WebSocket.
    public var isUpgraded: Bool { connection.isUpgraded }
    /// Whether the session exchanges messages.
    public var isOpen: Bool { !connection.isClosed }
    /// The bytes that wait to be sent.
    public var bufferedBytes: Int { connection.session.bufferedBytes }
    /// The names of the namespaces the client has joined, in that order.
    public var namespaces: [String] { connection.sockets.map(\.namespace.name) }

    /// Told when the session has moved to another transport, with its name.
    public func onUpgrade(_ handler: @escaping (_ transport: String) -> Void) { connection.observing.upgrade.append(handler) }

    /// Sees every message from the client, of whatever namespace, before it is read; pings and pongs are the engine's own affair.
    public func onPacket(_ handler: @escaping (EnginePacketView) -> Void) { connection.observing.packet.append(handler) }

    /// Told when the session has ended, after its sockets' own handlers.
    public func onClose(_ handler: @escaping (DisconnectReason) -> Void) { connection.observing.close.append(handler) }

    /// Ends the session at once, without a word to the namespaces; with `discard`, what waits to be sent is dropped.
    public func close(discard: Bool = false) { connection.session.close(.forcedClose, discard: discard) }
}

/// One message of a client, as it arrived.
public struct EnginePacketView: Sendable, Equatable {
    /// Whether it is binary: an attachment, or a packet of the MessagePack parser.
    public let isBinary: Bool
    /// Its bytes, without Engine.IO's packet type; for text they are UTF-8.
    public let bytes: [UInt8]

    /// The bytes as text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// Who watches a connection; most have nobody.
final class ConnectionObservers {
    var upgrade: [(String) -> Void] = []
    var packet: [(EnginePacketView) -> Void] = []
    var close: [(DisconnectReason) -> Void] = []
}
