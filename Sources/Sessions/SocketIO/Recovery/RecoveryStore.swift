import WayleaveEventLoop

/// What remembers clients that lost their connection, and what they miss.
protocol RecoveryStore: AnyObject, Sendable {
    /// Whether recovered clients join without middleware.
    var skipMiddlewares: Bool { get }

    /// Remembers a socket that is about to end; on its loop, while it still is in its rooms.
    func persist(_ socket: Socket, _ recovery: SocketRecovery)

    /// Takes out the session of a client that comes back, if it can be told what it missed.
    func restore(pid: String, offset: String?) async -> Result<RestoredSession, RecoveryFailure>

    /// Remembers a session again whose client went before it was through.
    func putBack(_ restored: RestoredSession)

    /// What a restored session's socket begins with; `nil` if what it missed is gone meanwhile.
    ///
    /// To be called on the socket's loop, right before it joins the namespace, so that it neither misses an event nor gets one twice.
    func resume(_ restored: RestoredSession, on loop: EventLoop) -> SocketBeginning?

    /// What the socket of a new session begins with.
    func begin(_ failure: RecoveryFailure?) -> SocketBeginning

    /// What has happened so far.
    var counts: RecoveryCounts { get }
}

/// A session that was found, and the number of the first event that its client may have missed.
struct RestoredSession: Sendable {
    let session: RecoverySession
    let start: Int
}

/// What recovery gives a socket on its way into a namespace.
struct SocketBeginning {
    /// The former id.
    var sid: String?
    /// The former rooms.
    var rooms: [String] = []
    /// The events to be sent before the CONNECT.
    var missed: [Broadcast] = []
    let recovery: SocketRecovery
}
