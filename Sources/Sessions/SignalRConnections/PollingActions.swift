/// What a long-polling connection has to do after an input, as its state machine decided; carried out in the order of declaration.
struct PollingActions: OptionSet, Sendable, Hashable {
    let rawValue: UInt16

    /// Answer the older poll 204: a newer one takes over.
    static let endOlderPoll = PollingActions(rawValue: 1 << 0)
    /// Keep the poll at hand as the pending one.
    static let keepPoll = PollingActions(rawValue: 1 << 1)
    /// Answer the poll at hand 200 with an empty body of bytes: the first one, which only shows that polling works.
    static let answerFirst = PollingActions(rawValue: 1 << 2)
    /// Answer the poll at hand or the pending one with everything that waits.
    static let answerWithData = PollingActions(rawValue: 1 << 3)
    /// Answer the pending poll 200 with an empty body of text: nothing came in time.
    static let answerEmpty = PollingActions(rawValue: 1 << 4)
    /// Answer the poll at hand or the pending one 204: it is over.
    static let answerGone = PollingActions(rawValue: 1 << 5)
    /// Answer the poll at hand 404: it was over before.
    static let answerUnknown = PollingActions(rawValue: 1 << 6)
    /// Answer the pending poll with what waits at the end of this turn.
    static let scheduleFlush = PollingActions(rawValue: 1 << 7)
    /// Forget the connection's id.
    static let remove = PollingActions(rawValue: 1 << 8)
    /// Tell the handler that the client stayed away.
    static let notifyLost = PollingActions(rawValue: 1 << 9)
    /// Tell the handler that the client ended the connection.
    static let notifyClosed = PollingActions(rawValue: 1 << 10)
}
