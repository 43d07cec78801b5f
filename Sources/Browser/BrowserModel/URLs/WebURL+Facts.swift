package import CrossOrigin

/// What tools want to know about an address.
extension WebURL {
    /// Whether the host is this machine: `localhost`, names below it, 127.0.0.0/8, `::1`.
    package var isLoopback: Bool { Trustworthiness.isLoopback(host: host) }

    /// Whether eavesdroppers are kept out (Secure Contexts § is origin potentially trustworthy).
    package var isTrustworthy: Bool { Trustworthiness.isTrustworthy(self) }

    /// Whether browsers refuse to connect to its port (Fetch § bad port).
    package var hasBadPort: Bool { BadPorts.contains(self) }

    /// Whether the host is a number.
    package var isIPAddress: Bool { Trustworthiness.isIPAddress(host) }

    /// Whether both are of one site; `withScheme` also asks for the same scheme.
    package func isSameSite(as other: WebURL, withScheme: Bool, publicSuffixes: PublicSuffixes = .wellKnown) -> Bool {
        Sites(publicSuffixes: publicSuffixes).isSame(origin, other.origin, withScheme: withScheme)
    }

    /// The host's registrable domain.
    package func registrableDomain(publicSuffixes: PublicSuffixes = .wellKnown) -> String {
        Sites(publicSuffixes: publicSuffixes).registrableDomain(host)
    }

    /// The same address under `http` or `https` where it is one of a WebSocket.
    package var asHTTP: WebURL { scheme == "ws" ? under("http") : scheme == "wss" ? under("https") : self }

    /// The same address under `ws` or `wss` where it is one of HTTP.
    package var asWebSocket: WebURL { scheme == "http" ? under("ws") : scheme == "https" ? under("wss") : self }
}
