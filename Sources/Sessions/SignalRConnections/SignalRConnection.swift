package import WayleaveEventLoop
public import WayleaveServer

/// One client's connection, whatever carries it: WebSocket, Server-Sent Events or long polling. Confined to its loop.
///
/// It knows bytes only; hubs and their protocols stand on it.
public final class SignalRConnection {
    /// The public id, which other clients and logs may see.
    public let id: String
    /// The secret id that requests name in `?id=`; the same as ``id`` for clients of negotiate version 0.
    package let token: String
    package let loop: EventLoop
    /// The request that began the connection: the upgrade, the event stream's, or the first poll.
    public internal(set) var request: Request
    /// What carries it.
    public internal(set) var transport: SignalRTransport
    /// Who it speaks for; `nil` without authentication.
    public internal(set) var user: ClaimsPrincipal?
    /// What frames are sent as.
    package var transferFormat = TransferFormat.text
    /// Whether the client asked for, and was granted, stateful reconnect. The handler switches it off when its protocol cannot.
    package var allowsReconnect = false
    var handler: (any SignalRConnectionHandler)?

    init(id: String, token: String, request: Request, transport: SignalRTransport, loop: EventLoop) {
        self.id = id
        self.token = token
        self.request = request
        self.transport = transport
        self.loop = loop
    }

    /// Whether the connection still exchanges bytes, or waits for its client to come back.
    public var isOpen: Bool { false }
    /// The bytes that wait to be sent.
    public var bufferedBytes: Int { 0 }
    /// Whether nothing waits.
    package var isWritable: Bool { false }

    /// Sends bytes: one frame, one event, or a part of a poll's answer.
    package func send(_ bytes: UnsafeRawBufferPointer) {}
    /// Sends what was encoded once.
    package func send(_ message: TransportMessage) {}

    /// Takes no more bytes after those at hand: the WebSocket stops reading, a POST waits for its answer.
    package func pauseReading() {}
    package func resumeReading() {}

    /// Ends the connection in order: what was sent still goes out. The handler's `closed` is called before this returns.
    package func close(_ reason: SignalRCloseReason) {}
    /// Ends it at once.
    package func abort(_ reason: SignalRCloseReason) {}
}
