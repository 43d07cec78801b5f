import Synchronization
import Wayleave

/// What the sockets of a lab server share.
final class LabState: Sendable {
    /// The most sockets whose end is remembered.
    private static let maxReasons = 10_000

    /// The port the server was asked to listen on, by which other servers know it.
    let port: Int
    private let reasons = Mutex<[String: DisconnectReason]>([:])
    private let received = Mutex<[JSONValue]?>(nil)

    init(port: Int) { self.port = port }

    func remember(_ reason: DisconnectReason, of id: String) {
        reasons.withLock { reasons in
            if reasons.count >= Self.maxReasons { reasons = [:] }
            reasons[id] = reason
        }
    }

    func reason(of id: String) -> DisconnectReason? { reasons.withLock { $0[id] } }

    /// The arguments of the last `sse` of another server that asked for no answer.
    var lastServerSideEvent: [JSONValue]? {
        get { received.withLock { $0 } }
        set { received.withLock { $0 = newValue } }
    }
}
