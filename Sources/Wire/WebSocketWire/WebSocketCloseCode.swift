/// Why a WebSocket was closed (RFC 6455 § 7.4).
public struct WebSocketCloseCode: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
    public let rawValue: UInt16

    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// 1000: the purpose is fulfilled.
    public static var normal: WebSocketCloseCode { WebSocketCloseCode(rawValue: 1000) }
    /// 1001: the server goes down, or the browser leaves the page.
    public static var goingAway: WebSocketCloseCode { WebSocketCloseCode(rawValue: 1001) }
    /// 1002: the peer broke the protocol.
    public static var protocolError: WebSocketCloseCode { WebSocketCloseCode(rawValue: 1002) }
    /// 1003: a kind of data that the endpoint does not take, such as binary.
    public static var unsupportedData: WebSocketCloseCode { WebSocketCloseCode(rawValue: 1003) }
    /// 1007: data that does not fit the type of the message, such as text that is not UTF-8.
    public static var invalidPayload: WebSocketCloseCode { WebSocketCloseCode(rawValue: 1007) }
    /// 1008: a message that breaks the endpoint's policy.
    public static var policyViolation: WebSocketCloseCode { WebSocketCloseCode(rawValue: 1008) }
    /// 1009: a message larger than the endpoint takes.
    public static var messageTooBig: WebSocketCloseCode { WebSocketCloseCode(rawValue: 1009) }
    /// 1011: an unexpected condition on the server.
    public static var internalError: WebSocketCloseCode { WebSocketCloseCode(rawValue: 1011) }
    /// 1012: the server restarts; connect again, after a random delay.
    public static var serviceRestart: WebSocketCloseCode { WebSocketCloseCode(rawValue: 1012) }
    /// 1013: the server is overloaded; try again later.
    public static var tryAgainLater: WebSocketCloseCode { WebSocketCloseCode(rawValue: 1013) }

    /// Whether the code may stand in a close frame: a registered one that is not reserved, or 3000...4999 (§ 7.4.2).
    public var isSendable: Bool {
        switch rawValue {
        case 1000...1003, 1007...1014, 3000...4999: true
        default: false
        }
    }

    public var description: String { "\(rawValue)" }
}
