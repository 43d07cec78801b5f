internal import CrossOrigin
internal import WayleaveEventLoop

/// One place where a server listens; ``Server/run(on:)`` takes any number of them.
///
/// ```swift
/// try await server.run(on: [.tcp(host: "192.0.2.7", port: 8080), .unix(path: "/run/chat/http.sock", permissions: 0o660)])
/// ```
public struct Listener: Sendable {
    /// What is bound.
    enum Place: Sendable {
        case tcp(host: String, port: Int)
        case unix(path: String, permissions: UInt16)
        case systemd(name: String?)
    }

    let place: Place
    var proxyProtocol: ProxyProtocol?
    var redirect: HTTPSRedirect?

    /// Listens on a TCP port.
    ///
    /// - Parameters:
    ///   - host: an IP address; `0.0.0.0` listens on all interfaces for IPv4, `::` for IPv6, `*` for both. `localhost` is both loopback
    ///     addresses, as browsers try both. Other names are refused: what they resolve to may change, and a server should not guess.
    ///   - port: 0 lets the system choose one, the same for both addresses of `localhost` and `*`.
    ///   - proxyProtocol: awaits a PROXY header of each connection, before anything else; default `nil`: none.
    public static func tcp(host: String = "127.0.0.1", port: Int, proxyProtocol: ProxyProtocol? = nil) -> Listener {
        Listener(place: .tcp(host: host, port: port), proxyProtocol: proxyProtocol)
    }

    /// Listens on a Unix-domain socket, which is made when the server starts and removed when it stops.
    ///
    /// A socket file that a dead server left behind is replaced; one that somebody listens on, and any other file, is not touched.
    ///
    /// - Parameters:
    ///   - path: at most 107 bytes (103 on macOS).
    ///   - permissions: who may connect, as the mode of the file. Default 0o600: processes of the same user, and root.
    ///   - proxyProtocol: awaits a PROXY header of each connection, before anything else; default `nil`: none.
    public static func unix(path: String, permissions: UInt16 = 0o600, proxyProtocol: ProxyProtocol? = nil) -> Listener {
        Listener(place: .unix(path: path, permissions: permissions), proxyProtocol: proxyProtocol)
    }

    /// Listens on the sockets that systemd opened for the process (socket activation): they outlive it, so that nobody who connects while
    /// it restarts is refused.
    ///
    /// - Parameters:
    ///   - name: their `FileDescriptorName=`; `nil` takes all that were passed.
    ///   - proxyProtocol: awaits a PROXY header of each connection, before anything else; default `nil`: none.
    public static func systemd(name: String? = nil, proxyProtocol: ProxyProtocol? = nil) -> Listener {
        Listener(place: .systemd(name: name), proxyProtocol: proxyProtocol)
    }

    /// Listens on a TCP port only to send browsers on to https: 308 to the same host, path and query.
    ///
    /// Preflights are never redirected, which browsers take for a failure: the policy answers them as on any port. Handshakes of WebSockets are
    /// refused with the address to use. A page of another origin that follows the redirect sends `Origin: null` from there on (Fetch
    /// § HTTP-redirect fetch), which no sound policy lists: pages should name https:// themselves.
    ///
    /// - Parameters:
    ///   - host: as of ``tcp(host:port:proxyProtocol:)``.
    ///   - port: usually 80.
    ///   - httpsPort: where browsers find the https listener. Default 443.
    ///   - proxyProtocol: awaits a PROXY header of each connection, before anything else; default `nil`: none.
    public static func redirectToHTTPS(
        host: String = "127.0.0.1", port: Int, httpsPort: Int = 443, proxyProtocol: ProxyProtocol? = nil
    ) -> Listener {
        Listener(place: .tcp(host: host, port: port), proxyProtocol: proxyProtocol, redirect: HTTPSRedirect(port: httpsPort))
    }
}

extension Listener {
    /// What keeps it from being listened on, as far as can be told without trying.
    var faults: [ServerConfigurationError.Fault] { placeFaults + proxyFaults }

    private var placeFaults: [ServerConfigurationError.Fault] {
        var faults: [ServerConfigurationError.Fault] = []
        switch place {
        case .tcp(let host, let port):
            if !(0...65_535).contains(port) {
                faults.append(
                    .init("port-out-of-range", "the port to listen on is \(port)", "use one from 1 to 65535, or 0 for any free one"))
            }
            if host != "localhost", host != "*", !SocketAddress(host: host, port: 0).isValid {
                faults.append(
                    .init(
                        "host-not-an-address", "`\(host)` is not an IP address",
                        "name the address of an interface, or 127.0.0.1, ::1, localhost, 0.0.0.0, :: or *"))
            }
        case .unix(let path, let permissions):
            if !SocketAddress(path: path).isValid {
                faults.append(
                    .init(
                        "socket-path-unusable", "the path `\(path)` has \(path.utf8.count) bytes",
                        "use one of 1 to \(SocketAddress.maxPathBytes) bytes, the system's limit; /run/NAME.sock, say"))
            }
            if permissions > 0o777 {
                faults.append(
                    .init("permissions-out-of-range", "the permissions are 0o\(String(permissions, radix: 8))", "use 0o000 to 0o777"))
            }
        case .systemd: break
        }
        if let redirect, !(1...65_535).contains(redirect.port) {
            faults.append(.init("port-out-of-range", "the port to redirect to is \(redirect.port)", "use one from 1 to 65535"))
        }
        return faults
    }

    private var proxyFaults: [ServerConfigurationError.Fault] {
        guard let proxyProtocol else { return [] }
        var faults = ServerConfigurationError.Fault.ofRanges(TrustedProxies(proxyProtocol.proxies).unreadable)
        if proxyProtocol.proxies.isEmpty {
            faults.append(
                .init(
                    "no-trusted-proxy", "a listener awaits PROXY headers from nobody", "name the proxies' addresses, such as `10.0.0.0/8`"))
        }
        if proxyProtocol.timeout < .milliseconds(100) || proxyProtocol.timeout > .seconds(60) {
            faults.append(
                .init(
                    "timeout-out-of-range", "a PROXY header may take \(proxyProtocol.timeout)", "set it from 100 milliseconds to one minute"
                ))
        }
        return faults
    }
}

extension ServerConfigurationError.Fault {
    /// For entries that should be addresses of proxies.
    static func ofRanges(_ unreadable: [String]) -> [ServerConfigurationError.Fault] {
        unreadable.map {
            .init(
                "address-range-unreadable", "`\($0)` is no address, and no range that begins with its first address",
                "write an IP address, a range such as `10.0.0.0/8` or `2001:db8::/32`, or `unix`")
        }
    }
}
