public import WayleaveJSON

/// The client's request for an acknowledgement, to be answered once, now or later; further answers send nothing. Confined to the loop.
public final class Acknowledgement {
    private let socket: Socket
    private var id: Int?

    init(socket: Socket, id: Int?) {
        self.socket = socket
        self.id = id
    }

    /// Whether the client waits for an answer; `false` when it asked for none or has got it.
    public var isAwaited: Bool { id != nil }

    /// Answers with these values.
    public func callAsFunction<each A: Encodable>(_ values: repeat each A) {
        guard let id else { return }
        self.id = nil
        socket.acknowledge(id, repeat each values)
    }

    /// Answers with values whose number is known only at run time.
    public func send(values: [JSONValue]) {
        guard let id else { return }
        self.id = nil
        socket.acknowledge(id, values: values)
    }
}
