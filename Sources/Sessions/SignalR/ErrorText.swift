import WayleaveJSON
import WayleaveSignalRWire

/// Makes the texts that clients are told.
enum ErrorText {
    /// `message`, and what happened if the client may know.
    static func make(_ message: String, _ error: any Error, detailed: Bool) -> String {
        guard detailed || error is HubException else { return message }
        return "\(message) \(name(of: error)): \(error)"
    }

    /// The type's name; for the framework's own errors that of the official server's, which clients' code may look for.
    private static func name(of error: any Error) -> String {
        switch error {
        case let fault as HubFault: fault.officialName
        case is HubProtocolError, is JSONError: "InvalidDataException"
        default: "\(type(of: error))"
        }
    }
}

extension HubFault {
    fileprivate var officialName: String {
        switch self {
        case .argumentCount: "InvalidDataException"
        case .clientTimeout: "OperationCanceledException"
        case .resultTimeout: "TaskCanceledException"
        case .connectionEnded, .noConnection: "IOException"
        default: "InvalidOperationException"
        }
    }
}
