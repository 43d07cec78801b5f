/// What a peer may send over one WebSocket.
package struct WebSocketLimits: Sendable {
    /// The largest message in bytes, all its fragments together; a larger one fails the connection with 1009 before it is buffered.
    package let maxMessageBytes: Int
    /// The most frames that one message may be split into; more fail the connection with 1008. Empty frames count.
    package let maxFragments: Int

    /// Creates limits; negative ones become 0.
    package init(maxMessageBytes: Int = 1_048_576, maxFragments: Int = 131_072) {
        self.maxMessageBytes = max(maxMessageBytes, 0)
        self.maxFragments = max(maxFragments, 1)
    }
}
