/// What the connections of one listener share.
final class ListenerContext: Sendable {
    /// Whether it is a Unix-domain socket: its peers have no address.
    let isUnix: Bool
    /// Everything is sent on to https; `nil` where requests are served.
    let redirect: HTTPSRedirect?

    init(isUnix: Bool, redirect: HTTPSRedirect?) {
        self.isUnix = isUnix
        self.redirect = redirect
    }
}
