internal import CrossOrigin
internal import WayleaveEventLoop
internal import WayleaveHTTPWire

/// What a trusted proxy tells of a request: its client, and the host and scheme that the browser asked for.
final class ForwardedRequest {
    /// What the browser asked for in place of the host received; `nil` if the proxy does not say.
    let host: String?
    /// Whether the browser's connection is encrypted.
    let isSecure: Bool
    /// The client's address; `nil` if the proxy does not know it.
    let remoteAddress: SocketAddress?

    /// Reads the head that the loop's parser has just read; `nil` if the peer is not a trusted proxy.
    init?(_ head: UnsafeRawBufferPointer, of connection: HTTPConnection, _ forwarding: TrustedForwarding) {
        let peer = connection.peerAddress
        let isUnix = connection.listener.isUnix && connection.connection.introduced == nil
        let name = isUnix ? TrustedProxies.unix : peer?.host
        guard forwarding.trusts(name) else { return nil }
        let owned = RequestHead(connection.context.parser.pointee, in: head)
        let received = owned.authority
        let client = forwarding.client(host: received, isSecure: connection.isPeerSecure, peer: name) { owned.values($0) }
        host = client.host == received ? nil : client.host
        isSecure = client.isSecure
        // Nothing forwarded, and the proxy speaks for itself: a health check, say.
        remoteAddress = client.address == peer?.host ? peer : client.address.map { SocketAddress(host: $0, port: client.port ?? 0) }
    }
}

extension HTTPConnection {
    /// Whether the bytes of this connection came encrypted, to here or to the proxy that introduced it.
    var isPeerSecure: Bool { connection.introduced?.isSecure ?? false }

    /// Whether the request at hand left its client encrypted.
    var isSecure: Bool { forwarded?.isSecure ?? isPeerSecure }

    /// The client of the request at hand.
    var remoteAddress: SocketAddress? { forwarded.map { $0.remoteAddress } ?? peerAddress }
}
