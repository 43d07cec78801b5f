internal import WayleaveWebSocketWire

/// The codes that closed WebSockets are counted by: the registered ones that occur, and classes of all others, so that peers invent no labels.
enum CloseCodeClass: String, CaseIterable, Sendable {
    case normal = "1000"
    case goingAway = "1001"
    case protocolError = "1002"
    case unacceptable = "1003"
    case noCode = "1005"
    case abnormal = "1006"
    case invalidPayload = "1007"
    case policyViolation = "1008"
    case tooBig = "1009"
    case internalError = "1011"
    case serviceRestart = "1012"
    case tryAgainLater = "1013"
    case otherRegistered = "1xxx"
    case library = "3xxx"
    case application = "4xxx"

    /// The class of a code that was sent or received; `nil` for a close frame without one.
    init(_ code: WebSocketCloseCode?) {
        guard let code = code?.rawValue else {
            self = .noCode
            return
        }
        switch code {
        case 3000..<4000: self = .library
        case 4000..<5000: self = .application
        default: self = CloseCodeClass(rawValue: String(code)) ?? .otherRegistered
        }
    }

    /// Its place in a table.
    var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
