/// What a connection carries from its acceptance to its end, also from loop to loop.
struct ConnectionTicket: Sendable {
    /// Not counted.
    static let none: UInt64 = 0
    /// Counted, but not as any address's.
    static let exempt: UInt64 = 1

    /// The address it is counted under, or one of the above.
    var key: UInt64
    /// Who speaks through a proxy that introduced its client; `nil` without one.
    var introduced: IntroducedPeer?

    init(key: UInt64 = ConnectionTicket.none) { self.key = key }
}

/// A client as a trusted proxy introduced it (PROXY protocol).
package final class IntroducedPeer: Sendable {
    /// The client's address; `nil` when the proxy does not know it, or speaks for itself.
    package let address: SocketAddress?
    /// Whether the client's connection to the proxy is encrypted.
    package let isSecure: Bool

    init(address: SocketAddress?, isSecure: Bool) {
        self.address = address
        self.isSecure = isSecure
    }
}
