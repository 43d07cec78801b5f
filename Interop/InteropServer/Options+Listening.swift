import Wayleave

/// Where to listen, as `--listen` says it.
extension Options {
    /// All the places, the one of `--tls-port` last.
    func places() throws -> [Listener] {
        var places = listeners.isEmpty ? [.tcp(host: host, port: port)] : listeners
        if let tlsPort {
            let tls: TLSConfiguration
            if let certificate, let key {
                tls = TLSConfiguration(chainFile: certificate, keyFile: key)
            } else {
                tls = try PassingCertificate.make()
            }
            places.append(.tcp(host: host, port: tlsPort, tls: tls))
        }
        return places
    }

    /// Where the server listens, for whoever waits for that line.
    func name(_ addresses: [SocketAddress]) -> String {
        let names = addresses.map(\.description)
        guard tlsPort != nil, let last = names.last else { return "http://" + names.joined(separator: ", ") }
        return (["http://" + names.dropLast().joined(separator: ", ")] + ["https://" + last]).joined(separator: " and ")
    }

    /// Reads `tcp:HOST:PORT`, `unix:PATH`, `systemd`, `systemd:NAME`, `proxied:PORT` (PROXY headers from this machine) or `redirect:PORT:PORT`.
    static func listener(_ text: String) throws -> Listener {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        let rest = parts.count > 1 ? parts[1] : ""
        switch parts[0] {
        case "tcp":
            guard let colon = rest.lastIndex(of: ":") else { break }
            return .tcp(host: String(rest[..<colon]), port: try number(String(rest[rest.index(after: colon)...]), in: 0...65_535, "port"))
        case "unix": return .unix(path: rest, permissions: 0o666)
        case "systemd": return .systemd(name: rest.isEmpty ? nil : rest)
        case "proxied":
            let loopback = ProxyProtocol(from: ["127.0.0.0/8", "::1"])
            return .tcp(port: try number(rest, in: 0...65_535, "port"), proxyProtocol: loopback)
        case "redirect":
            let ports = try rest.split(separator: ":").map { try number(String($0), in: 0...65_535, "port") }
            if ports.count == 2 { return .redirectToHTTPS(port: ports[0], httpsPort: ports[1]) }
        default: break
        }
        throw Fault(description: "`\(text)` is no place to listen")
    }
}
