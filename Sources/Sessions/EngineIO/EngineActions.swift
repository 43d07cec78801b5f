/// What a session has to do after an input, as its state machine decided; carried out in the order of declaration.
package struct EngineActions: OptionSet, Sendable, Hashable {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    // The request at hand.

    /// Keep the GET as the pending poll.
    package static let acceptPoll = EngineActions(rawValue: 1 << 0)
    /// Keep the POST and read its packets.
    package static let acceptData = EngineActions(rawValue: 1 << 1)
    /// Complete the WebSocket handshake; the WebSocket is a candidate until the upgrade packet.
    package static let acceptCandidate = EngineActions(rawValue: 1 << 2)
    /// Complete the WebSocket handshake and close at once: the session has a WebSocket already.
    package static let acceptAndCloseWebSocket = EngineActions(rawValue: 1 << 3)
    /// Answer 400 `Bad request`.
    package static let refuseBadRequest = EngineActions(rawValue: 1 << 4)
    /// Answer 400 `Session ID unknown`.
    package static let refuseUnknownSession = EngineActions(rawValue: 1 << 5)
    /// Hand the message at hand to the handler.
    package static let deliver = EngineActions(rawValue: 1 << 6)

    // The session.

    /// Send `3probe` on the candidate.
    package static let sendProbeReply = EngineActions(rawValue: 1 << 7)
    /// Answer the pending poll with a single noop.
    package static let answerPollWithNoop = EngineActions(rawValue: 1 << 8)
    /// Answer the pending poll with the next batch of the queue.
    package static let answerPoll = EngineActions(rawValue: 1 << 9)
    /// Answer the pending poll with what is queued at the end of this turn.
    package static let scheduleFlush = EngineActions(rawValue: 1 << 10)
    /// Answer the POST with `ok`.
    package static let answerData = EngineActions(rawValue: 1 << 11)
    /// Close the candidate.
    package static let closeCandidate = EngineActions(rawValue: 1 << 12)
    /// The candidate becomes the session's WebSocket.
    package static let adoptCandidate = EngineActions(rawValue: 1 << 13)
    /// Send a ping on the WebSocket.
    package static let sendPing = EngineActions(rawValue: 1 << 14)
    /// Answer a ping on the WebSocket (revision 3).
    package static let sendPong = EngineActions(rawValue: 1 << 20)
    /// Send everything queued on the WebSocket.
    package static let flushWebSocket = EngineActions(rawValue: 1 << 15)
    /// Close the WebSocket with an empty close frame.
    package static let closeWebSocket = EngineActions(rawValue: 1 << 16)
    /// Forget the session's id and timer.
    package static let remove = EngineActions(rawValue: 1 << 17)
    /// Tell the handler of the new transport.
    package static let notifyUpgraded = EngineActions(rawValue: 1 << 18)
    /// Tell the handler of the end.
    package static let notifyClosed = EngineActions(rawValue: 1 << 19)
}
