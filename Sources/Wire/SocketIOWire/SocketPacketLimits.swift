/// The bounds on what a client may put into one packet.
package struct SocketPacketLimits: Sendable {
    /// The most binary attachments: 10, as socket.io-parser 4.2.6.
    package var maxAttachments = 10
    /// The most bytes of a packet and its attachments together: 10,000,000, which is ten messages of the default size.
    package var maxBytes = 10_000_000
    /// The most bytes of a namespace's name: 256.
    package var maxNamespaceBytes = 256
    /// The most digits of an acknowledgement id: 15, so that JavaScript represents every one exactly.
    package static let maxAckDigits = 15
    /// Acknowledgement ids are below this.
    static let ackIDs = 1_000_000_000_000_000

    package init() {}
}
