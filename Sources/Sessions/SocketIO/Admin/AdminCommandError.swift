/// A command of the admin UI that was not carried out; reaches ``SocketIO/onError(_:)``.
enum AdminCommandError: Error, CustomStringConvertible {
    case malformed(String)
    case unknownNamespace(String)

    var description: String {
        switch self {
        case .malformed(let part): "the admin UI sent a command with a malformed \(part)"
        case .unknownNamespace(let name): "the admin UI sent a command for the namespace \"\(name)\", which does not exist"
        }
    }
}
