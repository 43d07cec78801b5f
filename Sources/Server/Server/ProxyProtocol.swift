/// A declaration that a listener is for proxies that introduce each connection with a PROXY header (HAProxy's protocol, versions 1 and 2).
///
/// The header comes before everything else, TLS too, and is read strictly. Whoever connects from elsewhere, or sends none, is turned away:
/// a listener that took both would believe anyone's.
public struct ProxyProtocol: Sendable {
    /// The proxies: IP addresses, ranges such as `10.0.0.0/8`, and `unix` for whoever connects by a Unix-domain socket.
    public var proxies: [String]
    /// How long the header may take. Default 5 s.
    public var timeout: Duration

    /// Believes those who connect from `proxies`.
    public init(from proxies: [String], timeout: Duration = .seconds(5)) {
        self.proxies = proxies
        self.timeout = timeout
    }
}
