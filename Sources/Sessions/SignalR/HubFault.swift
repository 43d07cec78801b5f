/// What the framework itself has to say about a call or a connection; clients see it with detailed errors only.
enum HubFault: Error, CustomStringConvertible {
    case argumentCount(given: Int, expected: ClosedRange<Int>)
    case tooManyStreams(limit: Int)
    case streamIDInUse(String)
    case clientTimeout(Duration)
    case connectionEnded
    case noConnection(String)
    case noResult
    case resultTimeout
    case cannotReplay
    case groupLimit(Int)
    case groupNameTooLong(Int)
    case duringOnConnected

    var description: String {
        switch self {
        case .argumentCount(let given, let expected):
            "Invocation provides \(given) argument(s) but target expects "
                + (expected.count == 1 ? "\(expected.lowerBound)." : "\(expected.lowerBound) to \(expected.upperBound).")
        case .tooManyStreams(let limit): "The client has \(limit) streams already, the most it may have."
        case .streamIDInUse(let id): "Stream ID '\(id)' is already in use."
        case .clientTimeout: "Client hasn't sent a message/ping within the configured ClientTimeoutInterval."
        case .connectionEnded: "The connection ended before the client answered."
        case .noConnection(let id): "Connection '\(id)' does not exist."
        case .noResult: "The client answered without a result."
        case .resultTimeout: "The client did not answer in time."
        case .cannotReplay: "The client came back, but what it lacks was given up: statefulReconnectBufferSize is too small for it."
        case .groupLimit(let limit): "The connection is in \(limit) groups already; maximumGroupsPerConnection allows no more."
        case .groupNameTooLong(let limit): "The group's name has more than maximumGroupNameBytes, \(limit)."
        case .duringOnConnected: "Client results inside OnConnectedAsync Hub methods are not allowed."
        }
    }
}
