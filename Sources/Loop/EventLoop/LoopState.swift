public import WayleaveBytes
internal import WayleaveTLS

/// A loop's hot state, one plain struct behind a pointer: no reference counting and no exclusivity checks per message.
///
/// Soundness: it is reached only on the loop's thread, through `EventLoop.state`, which lives as long as the loop.
@usableFromInline
package struct LoopState: ~Copyable {
    /// Room in front of the receive buffer where the unconsumed end of the previous read is put, so that parsers see one piece: 64 KiB.
    static let gapBytes = 64 * 1024
    /// The most one read brings: 256 KiB.
    static let receiveBytes = 256 * 1024
    /// A cork larger than this is written at once: 256 KiB.
    @inlinable
    package static var corkBytes: Int { 256 * 1024 }
    /// A cork that has grown beyond this is given back when it was written: 1 MiB.
    static let maxIdleCorkBytes = 1024 * 1024

    /// One receive buffer for all connections of the loop; idle connections hold none.
    let received: UnsafeMutablePointer<UInt8> = .allocate(capacity: gapBytes + receiveBytes)
    /// What the connection being read has written so far in this callback.
    @usableFromInline package var cork: ByteWriter = ByteWriter(capacity: 64 * 1024)
    /// The connection that owns the cork, if any (an unretained `TCPConnection`).
    @usableFromInline package var corked: UnsafeMutableRawPointer?
    /// Connections with unwritten output, flushed at the end of the turn. Retained until flushed.
    var dirty: [TCPConnection] = []
    /// Connections of the turn before, kept for their room.
    var spareDirty: [TCPConnection] = []
    var sharedWrites = SharedWrites()
    var coarseSeconds = 0
    var tickBodies: [() -> Void] = []
    /// libuv's time when this turn's first callback began, in milliseconds; 0 while the loop waits.
    var turnStart: UInt64 = 0
    /// Called at the end of a turn in which somebody asked for it, with the turn's milliseconds.
    var turnBody: ((Int) -> Void)?
    /// A turn this long is told of; in milliseconds.
    var stallMilliseconds = Int.max
    var stallBody: ((Int) -> Void)?
    var work = WorkQueue()
    var acceptors: [Acceptor] = []
    /// Connections that a proxy has yet to introduce.
    var introductions: [ObjectIdentifier: ProxyIntroduction] = [:]
    var acceptBudget = AcceptBudget(perSecond: 10_000)
    /// Who may connect; `nil` admits all.
    var admission: ConnectionAdmission?
    /// Closes connections that nobody would miss; tells whether there were any.
    var makeRoom: (() -> Bool)?
    /// Every open connection, each knowing its place; retained through its libuv handle.
    var connections: [Unmanaged<TCPConnection>] = []
    /// The buffers of TLS sessions; `nil` until a connection needs them.
    var tlsPipe: UnsafeMutablePointer<TLSPipe>?
    /// Scratch space for encoders that must know a length before they write it.
    var scratch = ByteWriter(capacity: 4096)
}
