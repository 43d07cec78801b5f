/// How packets are written; client and server must use the same.
public enum SocketParser: Sendable {
    /// JSON text, with binary data as attachments: what clients use by default.
    case json
    /// One MessagePack value for each packet, binary data in its place: what clients with `socket.io-msgpack-parser` use, and
    /// python-socketio's with `serializer="msgpack"`.
    case messagePack
}
