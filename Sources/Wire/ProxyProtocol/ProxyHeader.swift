/// What a proxy says of the connection it forwards (HAProxy's PROXY protocol, version 1 or 2).
package struct ProxyHeader: Sendable, Equatable {
    /// Whose connection it is.
    package enum Source: Sendable, Equatable {
        /// The client at an IPv4 address (mapped, `::ffff:a.b.c.d`) or IPv6 address, as two halves of 64 bits, and its port.
        case address(high: UInt64, low: UInt64, port: Int)
        /// A client that the proxy cannot, or does not, name.
        case unknown
        /// The proxy's own: a health check, say (`LOCAL`).
        case proxy
    }

    /// Whose connection it is.
    package var source: Source
    /// Whether the client speaks TLS with the proxy (`PP2_CLIENT_SSL`).
    package var isSecure = false

    package init(_ source: Source, isSecure: Bool = false) {
        self.source = source
        self.isSecure = isSecure
    }
}
