/// What a connection has under way: calls that await, streams both ways, and answers that its client owes. Confined to the loop.
final class HubCalls {
    let queue: CallQueue
    /// The streams that the client gets, by the call's id.
    var streams: [String: Task<Void, Never>] = [:]
    /// The streams that the client sends, by their ids.
    var uploads: [String: UploadChannel] = [:]
    /// Who waits for the client's answer, by the id of the call to it.
    var results: [String: ClientResult] = [:]
    /// The streams that wait until the client has taken what it was sent.
    var drainWaiters: [UnsafeContinuation<Void, Never>] = []
    /// How many reasons there are not to read from the client.
    var restraints = 0

    init(queue: CallQueue) { self.queue = queue }

    var isIdle: Bool { queue.isIdle && streams.isEmpty && uploads.isEmpty && results.isEmpty && restraints == 0 && drainWaiters.isEmpty }
}
