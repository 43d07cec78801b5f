/// How a browser guards the local network.
public enum LocalNetworkRules: Sendable {
    /// Not at all.
    case none
    /// Chromium: the target's announced space must be right, the page secure, the permission granted.
    case announced
    /// Firefox with `network.lna.*` on: the permission alone.
    case permission
}
