/// The command line.
struct Options {
    static let usage =
        "usage: server --profile \(Profile.allCases.map(\.rawValue).joined(separator: "|")) --port N [--loops N] [--policies FILE]"

    struct Fault: Error, CustomStringConvertible { let description: String }

    var profile = Profile.socketio
    var port = 3000
    var loops: Int?
    /// A JSON object of rules by name, for the profile `policies`.
    var policies: String?

    init(_ arguments: ArraySlice<String>) throws {
        var rest = arguments
        while let flag = rest.popFirst() {
            guard ["--profile", "--port", "--loops", "--policies"].contains(flag) else {
                throw Fault(description: "unknown argument `\(flag)`")
            }
            guard let value = rest.popFirst() else { throw Fault(description: "`\(flag)` needs a value") }
            switch flag {
            case "--profile":
                guard let known = Profile(rawValue: value) else { throw Fault(description: "unknown profile `\(value)`") }
                profile = known
            case "--port":
                guard let number = Int(value), (0...65_535).contains(number) else { throw Fault(description: "`\(value)` is no port") }
                port = number
            case "--policies": policies = value
            default:
                guard let number = Int(value), (1...256).contains(number) else {
                    throw Fault(description: "`\(value)` is no number of loops")
                }
                loops = number
            }
        }
    }
}
