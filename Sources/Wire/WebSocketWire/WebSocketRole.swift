/// Which end of the connection a reader is: clients mask what they send, servers do not (RFC 6455 § 5.1).
package enum WebSocketRole: Sendable {
    case server
    case client
}
