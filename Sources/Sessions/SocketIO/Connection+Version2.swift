import WayleaveEngineIOWire
import WayleaveHTTPWire
import WayleaveJSON
import WayleaveSocketIOWire

/// Clients of Socket.IO 1 and 2, where ``SocketIOOptions/allowEIO3`` admits them.
///
/// They are in the main namespace from the start, take their socket's id to be the session's, and say what they have to say to a namespace in
/// a query after its name.
extension Connection {
    /// Whether the client speaks Socket.IO 2.
    var isVersion2: Bool { session.revision == .three }

    /// Lets the client into the main namespace, which such a client does not ask for.
    func joinMainNamespace() {
        // Nothing is joined yet, so that this cannot fail.
        try? connect("/", auth: .object([:]))
    }

    /// Answers a CONNECT whose namespace may have a query, which becomes the handshake's `auth`.
    func connectVersion2(_ target: String) throws {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var auth = JSONObject()
        if parts.count > 1 {
            for member in parts[1].split(separator: "&") {
                let pair = member.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                auth[Self.decoded(pair[0])] = .string(pair.count > 1 ? Self.decoded(pair[1]) : "")
            }
        }
        try connect(String(parts[0]), auth: .object(auth))
    }

    /// The id that such a client takes its socket to have.
    func version2SocketID(_ namespace: String) -> String { namespace == "/" ? session.id : "\(namespace)#\(session.id)" }

    /// CONNECT_ERROR with whatever the middleware said, not with an object that holds it.
    func encodeVersion2(_ refusal: ConnectError, _ name: String, into encoder: SocketPacketEncoder) throws {
        try encoder.connectError(namespace: name, value: refusal.data ?? .string(refusal.message))
    }

    /// As a form encodes it; what is malformed stays as it is.
    private static func decoded(_ text: Substring) -> String {
        Array(text.utf8).withUnsafeBytes { PercentEncoding.decodeString($0, plusIsSpace: true) } ?? String(text)
    }
}
