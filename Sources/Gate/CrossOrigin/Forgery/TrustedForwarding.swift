/// A declaration that proxies in front speak the truth about the browser's connection, and in which fields.
///
/// Undeclared, forwarded fields are ignored: anyone can send them. Declared, they are believed of connections from ``proxies`` only, and read
/// from their end, where the nearest proxy wrote: addresses as far as each names the next trusted proxy, everything else as the outermost
/// trusted proxy says it. A proxy must therefore set or extend these fields, never pass on what a client sent in their place.
public struct TrustedForwarding: Sendable, Equatable {
    /// Which fields tell of the browser's connection.
    public enum Fields: String, Sendable, CaseIterable {
        /// `X-Forwarded-For`, `-Proto`, `-Host` and `-Port`.
        case xForwarded = "x-forwarded"
        /// `Forwarded`, its `for`, `proto` and `host` (RFC 7239 § 5).
        case forwarded
    }

    /// Which fields are read.
    public var fields: Fields
    /// The proxies, as the server sees them: IP addresses, ranges such as `10.0.0.0/8`, and `unix` for whoever connects by a Unix-domain
    /// socket; requests from elsewhere are taken as they are. Empty trusts every peer.
    public var proxies: [String] {
        didSet { trusted = TrustedProxies(proxies) }
    }
    /// The proxies, read.
    package private(set) var trusted: TrustedProxies

    /// Trusts `fields` of requests that come from `proxies`; by default from this machine itself.
    public init(_ fields: Fields, from proxies: [String] = ["127.0.0.1", "::1", "unix"]) {
        self.fields = fields
        self.proxies = proxies
        trusted = TrustedProxies(proxies)
    }

    /// The entries of ``proxies`` that are no addresses: they trust nobody, and a server that is given one does not start.
    public var unreadableProxies: [String] { trusted.unreadable }

    /// The names of the fields read, in lower case.
    public var fieldNames: [String] {
        switch fields {
        case .xForwarded: ["x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "x-forwarded-port"]
        case .forwarded: ["forwarded"]
        }
    }

    /// What the browser asked for: the `host` and `isSecure` received, or what a trusted peer says instead.
    ///
    /// - Parameters:
    ///   - peer: the IP address the connection came from.
    ///   - values: all values of a field by name, in order.
    /// - Returns: the host and whether the browser's connection is encrypted; what is not said, or said unreadably, stays as received.
    public func resolve(
        host: String?, isSecure: Bool, peer: String?, _ values: (_ name: String) -> [String]
    ) -> (host: String?, isSecure: Bool) {
        let client = client(host: host, isSecure: isSecure, peer: peer, values)
        return (client.host, client.isSecure)
    }

    /// The browser's side of a request, see ``resolve(host:isSecure:peer:_:)``, with the client's address.
    ///
    /// - Parameter peer: the IP address the connection came from, or `unix`.
    public func client(
        host: String?, isSecure: Bool, peer: String?, _ values: (_ name: String) -> [String]
    ) -> ForwardedClient {
        let client = ForwardedClient(host: host, isSecure: isSecure, address: peer == TrustedProxies.unix ? nil : peer)
        guard trusts(peer) else { return client }
        switch fields {
        case .xForwarded: return xForwarded(client, values)
        case .forwarded: return forwarded(client, values("forwarded"))
        }
    }

    /// Whether this peer, an IP address or `unix`, is believed.
    package func trusts(_ peer: String?) -> Bool { proxies.isEmpty || peer.map { trusted.contains($0) } == true }

    private func xForwarded(_ received: ForwardedClient, _ values: (_ name: String) -> [String]) -> ForwardedClient {
        var client = received
        func last(_ name: String) -> Substring? { ForwardedList.reversedElements(of: values(name)).first }
        for element in ForwardedList.reversedElements(of: values("x-forwarded-for")) {
            guard step(&client, to: element) else { break }
        }
        if let proto = last("x-forwarded-proto") { take(proto: proto, &client) }
        if let host = last("x-forwarded-host") { take(host: host, &client) }
        // A host without a port means the scheme's own, unless a proxy says that the browser used another.
        if let port = last("x-forwarded-port").flatMap({ ForwardedList.port($0) }), port != (client.isSecure ? 443 : 80),
            let host = client.host, case (_, nil)? = HostPattern.split(host[...])
        {
            client.host = "\(host):\(port)"
        }
        return client
    }

    private func forwarded(_ received: ForwardedClient, _ lines: [String]) -> ForwardedClient {
        var client = received
        for element in ForwardedList.reversedElements(of: lines) {
            var node: Substring = ""
            for (name, value) in ForwardedList.parameters(of: element) {
                switch name {
                case "for": node = value[...]
                case "proto": take(proto: value[...], &client)
                case "host": take(host: value[...], &client)
                default: break
                }
            }
            guard step(&client, to: node) else { break }
        }
        return client
    }

    /// Takes `element` for the client's address; whether it is a trusted proxy's, so that the one before it is to be believed as well.
    private func step(_ client: inout ForwardedClient, to element: Substring) -> Bool {
        guard let (high, low, port) = ForwardedList.node(element) else {
            // `unknown`, a name made up (RFC 7239 § 6.2, § 6.3) or nonsense: whoever it is, it is not the proxy.
            (client.address, client.port) = (nil, nil)
            return false
        }
        (client.address, client.port) = (AddressRange.text(high: high, low: low), port)
        return proxies.isEmpty || trusted.contains(high: high, low: low)
    }

    private func take(proto: Substring, _ client: inout ForwardedClient) {
        switch ByteText.lowercased(String(proto)) {
        case "https", "wss": client.isSecure = true
        case "http", "ws": client.isSecure = false
        default: break
        }
    }

    private func take(host: Substring, _ client: inout ForwardedClient) {
        guard let parts = HostPattern.split(ByteText.lowercased(String(host))[...]), case .tuple? = Origin("https://\(parts.host)"),
            parts.port.map({ ForwardedList.port($0[...]) != nil }) ?? true
        else { return }
        client.host = String(host)
    }
}
