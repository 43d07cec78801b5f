package import WayleaveTLS

/// How the connections of a listener are encrypted, and who hears of those that could not be.
package struct TLSAcceptor: Sendable {
    package let context: TLSContext
    /// What is answered, unencrypted, to a peer that speaks plain HTTP.
    package let answerToPlainRequest: [UInt8]
    /// Called on the connection's loop when a handshake fails.
    package let handshakeFailed: @Sendable (TLSFailure, SocketAddress?) -> Void

    package init(
        _ context: TLSContext, answerToPlainRequest: [UInt8],
        handshakeFailed: @escaping @Sendable (TLSFailure, SocketAddress?) -> Void
    ) {
        self.context = context
        self.answerToPlainRequest = answerToPlainRequest
        self.handshakeFailed = handshakeFailed
    }
}
