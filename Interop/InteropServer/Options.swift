import WayleaveServer

/// The command line.
struct Options {
    static let usage = """
        usage: server [--profile NAME] [--port N] [options]
          --profile NAME      what to pretend to be: \(Profile.allCases.map(\.rawValue).joined(separator: ", ")) [socketio]
          --port N            the port to listen on, 0 for any free one [3000]
          --host ADDRESS      the address to listen on [127.0.0.1]
          --listen PLACE      instead of host and port, any number of times: tcp:HOST:PORT, unix:PATH, systemd[:NAME],
                              proxied:PORT (awaits PROXY headers of this machine), redirect:PORT:HTTPSPORT
          --tls-port N        also a port of https and wss
          --certificate FILE  its certificate, a PEM file; with --key FILE [one that signs itself, for localhost]
          --loops N           event loops, 1 to 256 [one per processor]
          --policies FILE     a JSON object of rules by name, for the profiles `policies` and `cors`; SIGHUP puts those named `server` in force
          --client-directory DIRECTORY  with the client's files, for the profiles `cors` and `lab-…` to serve
          --origin ORIGIN     instead of any page's without credentials: the pages of this origin, with them; any number of times
          --help              this text
        """

    struct Fault: Error, CustomStringConvertible { let description: String }

    var profile = Profile.socketio
    var port = 3000
    var host = "127.0.0.1"
    /// Where to listen; empty for `host` and `port`.
    var listeners: [Listener] = []
    var tlsPort: Int?
    var certificate: String?
    var key: String?
    var loops: Int?
    var policies: String?
    var clientDirectory: String?
    /// The origins whose pages may use the server, with credentials; empty for all of them, without.
    var origins: [String] = []
    var wantsHelp = false

    init(_ arguments: ArraySlice<String>) throws {
        var rest = arguments
        while let flag = rest.popFirst() {
            if flag == "--help" || flag == "-h" {
                wantsHelp = true
                return
            }
            guard Self.flags.contains(flag) else { throw Fault(description: "unknown argument `\(flag)`") }
            guard let value = rest.popFirst() else { throw Fault(description: "`\(flag)` needs a value") }
            switch flag {
            case "--profile":
                guard let known = Profile(rawValue: value) else { throw Fault(description: "unknown profile `\(value)`") }
                profile = known
            case "--port": port = try Self.number(value, in: 0...65_535, "port")
            case "--host": host = value
            case "--listen": listeners.append(try Self.listener(value))
            case "--tls-port": tlsPort = try Self.number(value, in: 0...65_535, "port")
            case "--certificate": certificate = value
            case "--key": key = value
            case "--policies": policies = value
            case "--client-directory": clientDirectory = value
            case "--origin": origins.append(value)
            default: loops = try Self.number(value, in: 1...256, "number of loops")
            }
        }
        guard (certificate == nil) == (key == nil) else { throw Fault(description: "--certificate and --key belong together") }
        guard certificate == nil || tlsPort != nil else { throw Fault(description: "--certificate needs --tls-port N") }
    }

    private static let flags: Set = [
        "--profile", "--port", "--host", "--listen", "--tls-port", "--certificate", "--key", "--loops", "--policies", "--client-directory",
        "--origin",
    ]

    static func number(_ text: String, in range: ClosedRange<Int>, _ what: String) throws -> Int {
        guard let number = Int(text), range.contains(number) else {
            throw Fault(description: "`\(text)` is no \(what): it must be from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }
}
