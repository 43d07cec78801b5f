internal import WayleaveTLS

/// What stands above a connection while its handshake goes on: keeps the deadline, makes the real handler afterwards.
final class TLSHandshake: ConnectionHandler {
    let acceptor: TLSAcceptor
    let makeHandler: TCPConnection.HandlerMaker
    private unowned let connection: TCPConnection
    private let deadline: Int
    /// Whether the peer has sent anything: those who only look whether the port is open are not worth a word.
    var hasBegun = false
    private var isReported = false

    init(_ connection: TCPConnection, _ acceptor: TLSAcceptor, _ makeHandler: @escaping TCPConnection.HandlerMaker) {
        self.connection = connection
        self.acceptor = acceptor
        self.makeHandler = makeHandler
        let seconds = Int(acceptor.context.configuration.handshakeTimeout.components.seconds)
        deadline = connection.loop.coarseSeconds + max(1, seconds)
    }

    /// Tells the listener why there will be no connection; once.
    func report(_ failure: TLSFailure) {
        guard !isReported else { return }
        isReported = true
        connection.loop.counters.pointee.failedHandshakes &+= 1
        acceptor.handshakeFailed(failure, connection.remoteAddress)
    }

    /// Never called: there is no plaintext before the handshake's end.
    func received(_ bytes: UnsafeMutableRawBufferPointer) -> Int { bytes.count }

    func ended() {
        if hasBegun { report(.handshakeAbandoned) }
        connection.abort()
    }

    func drained() {}

    func tick(_ now: Int) {
        guard now > deadline, connection.isOpen else { return }
        if hasBegun { report(.handshakeTimedOut) }
        connection.abort()
    }

    func closed(_ error: IOError?) {
        if hasBegun, error != nil { report(.handshakeAbandoned) }
    }
}
