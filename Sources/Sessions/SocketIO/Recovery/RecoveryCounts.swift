/// What connection state recovery of one namespace has done on this server.
public struct RecoveryCounts: Sendable, Equatable {
    /// Clients that got their state back.
    public var recovered = 0
    /// Clients that did not, by why.
    public var failed: [RecoveryFailure: Int] = [:]
    /// Sessions that are remembered now.
    public var sessions = 0
    /// Events that are kept now.
    public var packets = 0
    /// The bytes of these, with about 256 for each beside its own.
    public var packetBytes = 0
    /// Sessions that were forgotten before their time, to make room.
    public var evictedSessions = 0
    /// Events that were forgotten before their time, to make room.
    public var evictedPackets = 0

    init() {}
}
