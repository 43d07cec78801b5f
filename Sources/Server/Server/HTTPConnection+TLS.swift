internal import WayleaveEventLoop

extension HTTPConnection {
    /// A record of TLS (its first byte is 22 in a handshake) came where plain HTTP is spoken: the operator is told which of the two is wrong.
    func tellOfTLS() {
        guard !connection.isEncrypted, context.site.handshakes.isDue("plain", now: context.loop.coarseSeconds) else { return }
        context.site.log(
            LogRecord(
                .warning, "tls-on-plain-port",
                "\(remoteAddress.map(\.description) ?? "a peer") speaks TLS on a plain port; give the listener certificates (`tls:`), "
                    + "or let the proxy in front speak plain HTTP to it; told once a minute"))
    }
}
