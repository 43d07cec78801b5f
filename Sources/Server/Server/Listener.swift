internal import WayleaveEventLoop

/// One place where a server listens; ``Server/run(on:)`` takes any number of them.
///
/// ```swift
/// try await server.run(on: [.tcp(host: "192.0.2.7", port: 80), .tcp(host: "::1", port: 8080)])
/// ```
public struct Listener: Sendable {
    /// What is bound.
    enum Place: Sendable {
        case tcp(host: String, port: Int)
    }

    let place: Place

    /// Listens on a TCP port.
    ///
    /// - Parameters:
    ///   - host: an IP address; `0.0.0.0` listens on all interfaces for IPv4, `::` for IPv6, `*` for both. `localhost` is both loopback
    ///     addresses, as browsers try both. Other names are refused: what they resolve to may change, and a server should not guess.
    ///   - port: 0 lets the system choose one, the same for both addresses of `localhost` and `*`.
    public static func tcp(host: String = "127.0.0.1", port: Int) -> Listener {
        Listener(place: .tcp(host: host, port: port))
    }
}

extension Listener {
    /// The addresses to bind; those after the first take its port when the system chooses, and may be missing on this machine.
    var addresses: [SocketAddress] {
        switch place {
        case .tcp("localhost", let port): [SocketAddress(host: "127.0.0.1", port: port), SocketAddress(host: "::1", port: port)]
        case .tcp("*", let port): [SocketAddress(host: "0.0.0.0", port: port), SocketAddress(host: "::", port: port)]
        case .tcp(let host, let port): [SocketAddress(host: host, port: port)]
        }
    }

    /// What keeps it from being listened on, as far as can be told without trying.
    var faults: [ServerConfigurationError.Fault] {
        var faults: [ServerConfigurationError.Fault] = []
        switch place {
        case .tcp(let host, let port):
            if !(0...65_535).contains(port) {
                faults.append(
                    .init("port-out-of-range", "the port to listen on is \(port)", "use one from 1 to 65535, or 0 for any free one"))
            }
            if !addresses.allSatisfy({ SocketAddress(host: $0.host, port: 0).isValid }) {
                faults.append(
                    .init(
                        "host-not-an-address", "`\(host)` is not an IP address",
                        "name the address of an interface, or 127.0.0.1, ::1, localhost, 0.0.0.0, :: or *"))
            }
        }
        return faults
    }
}
