/// What a connection has under way: calls that await, streams both ways, and answers that its client owes. Confined to the loop.
final class HubCalls {
    let queue: CallQueue
    /// The streams that the client gets, by the call's id.
    var streams: [String: Task<Void, Never>] = [:]
    /// The streams that the client is to get and that wait for their turn, by the call's id; with whether it has cancelled them meanwhile.
    var waitingStreams: [String: Bool] = [:]
    /// The streams that the client sends, by their ids.
    var uploads: [String: UploadChannel] = [:]
    /// Who waits for the client's answer, by the id of the call to it.
    var results: [String: ClientResult] = [:]
    /// The streams that wait until the client has taken what it was sent.
    var drainWaiters: [UnsafeContinuation<Void, Never>] = []
    /// How many reasons there are not to read from the client.
    var restraints = 0
    /// What came with the bytes after which the client was not to be read from: it is carried out when it is again.
    var unread: [UInt8] = []

    init(queue: CallQueue) { self.queue = queue }

    /// The streams both ways.
    var streamCount: Int { streams.count + waitingStreams.count + uploads.count }

    var isIdle: Bool {
        queue.isIdle && streamCount == 0 && results.isEmpty && restraints == 0 && unread.isEmpty && drainWaiters.isEmpty
    }
}
