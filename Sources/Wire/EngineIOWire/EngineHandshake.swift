package import WayleaveBytes

/// What the server announces in its open packet (Engine.IO v4 § Handshake): exactly five members, in the reference's order.
package struct EngineHandshake: Sendable {
    /// The session's id; URL-safe characters only, as it is written unescaped.
    package var sid: String
    /// Whether the client may upgrade to WebSocket.
    package var offersWebSocket: Bool
    /// Milliseconds between two pings.
    package var pingInterval: Int
    /// Milliseconds that a pong may take.
    package var pingTimeout: Int
    /// The most bytes of one request body or WebSocket message.
    package var maxPayload: Int

    package init(sid: String, offersWebSocket: Bool, pingInterval: Int, pingTimeout: Int, maxPayload: Int) {
        self.sid = sid
        self.offersWebSocket = offersWebSocket
        self.pingInterval = pingInterval
        self.pingTimeout = pingTimeout
        self.maxPayload = maxPayload
    }

    /// Appends the open packet: `0` and the JSON object.
    package func write(into writer: inout ByteWriter) {
        writer.append(EnginePacketType.open.rawValue)
        writer.append("{\"sid\":\"" as StaticString)
        writer.append(sid)
        writer.append(
            offersWebSocket ? "\",\"upgrades\":[\"websocket\"],\"pingInterval\":" : "\",\"upgrades\":[],\"pingInterval\":" as StaticString)
        writer.append(decimal: pingInterval)
        writer.append(",\"pingTimeout\":" as StaticString)
        writer.append(decimal: pingTimeout)
        writer.append(",\"maxPayload\":" as StaticString)
        writer.append(decimal: maxPayload)
        writer.append(UInt8(ascii: "}"))
    }
}
