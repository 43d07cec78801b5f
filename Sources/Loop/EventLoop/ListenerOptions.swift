/// What holds for the connections of one listener.
package struct ListenerOptions: Sendable {
    /// What each may buffer.
    package var limits: ConnectionLimits
    /// After so many seconds in which a peer acknowledged nothing it is taken for vanished. Default 120.
    package var vanishedAfterSeconds = 120
    /// Whose PROXY header is awaited and believed before anything else; `nil` awaits none.
    package var introductions: ProxyIntroductions?

    /// Options for connections with these limits.
    package init(limits: ConnectionLimits = ConnectionLimits()) { self.limits = limits }
}
