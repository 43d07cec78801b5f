/// Which proxies introduce their clients with a PROXY header, and how long that may take.
package struct ProxyIntroductions: Sendable {
    /// Whether the peer at an address (`nil`: of a Unix-domain socket) is such a proxy; others are turned away.
    package var isTrusted: @Sendable (AddressBits?) -> Bool
    /// How long the header may take. Default 5 s.
    package var timeout = Duration.seconds(5)

    /// Believes those for whom `isTrusted` is `true`.
    package init(isTrusted: @escaping @Sendable (AddressBits?) -> Bool) { self.isTrusted = isTrusted }
}
