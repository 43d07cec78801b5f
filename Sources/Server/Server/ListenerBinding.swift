internal import CrossOrigin
internal import WayleaveEventLoop

/// Binds all of a server's listeners, or none.
struct ListenerBinding {
    let group: EventLoopGroup
    let site: Site
    let contexts: [LoopBound<LoopContext>]
    private var bound: [TCPListener] = []

    init(group: EventLoopGroup, site: Site, contexts: [LoopBound<LoopContext>]) {
        self.group = group
        self.site = site
        self.contexts = contexts
    }

    mutating func bind(_ listeners: [Listener]) throws(IOError) -> [TCPListener] {
        do throws(IOError) {
            for listener in listeners { try bind(listener) }
        } catch {
            for listener in bound { listener.discard() }
            throw error
        }
        return bound
    }

    private mutating func bind(_ listener: Listener) throws(IOError) {
        switch listener.place {
        case .tcp("localhost", let port): try bindBoth("127.0.0.1", "::1", port, listener)
        case .tcp("*", let port): try bindBoth("0.0.0.0", "::", port, listener)
        case .tcp(let host, let port): try bind(SocketAddress(host: host, port: port), listener)
        case .unix(let path, let permissions): try bind(SocketAddress(path: path), permissions: permissions, listener)
        case .systemd(let name):
            for socket in try InheritedSocket.take(named: name) {
                let maker = handlerMaker(listener, isUnix: socket.address.path != nil)
                bound.append(TCPListener(socket, on: group.loops, options(listener), makeHandler: maker))
            }
        }
    }

    /// Binds one port of two addresses, the second of which may be missing: a machine without IPv6 has no `::1`.
    private mutating func bindBoth(_ first: String, _ second: String, _ port: Int, _ listener: Listener) throws(IOError) {
        try bind(SocketAddress(host: first, port: port), listener)
        guard let port = bound.last?.address.port else { return }
        do throws(IOError) {
            try bind(SocketAddress(host: second, port: port), listener)
        } catch {
            guard error.isMissingAddress else { throw error }
        }
    }

    private mutating func bind(_ address: SocketAddress, permissions: UInt16 = 0, _ listener: Listener) throws(IOError) {
        let maker = handlerMaker(listener, isUnix: address.path != nil)
        bound.append(try TCPListener(address, permissions: permissions, on: group.loops, options(listener), makeHandler: maker))
    }

    private func handlerMaker(_ listener: Listener, isUnix: Bool) -> TCPConnection.HandlerMaker {
        let contexts = contexts
        let context = ListenerContext(isUnix: isUnix, redirect: listener.redirect)
        return { connection in HTTPConnection(connection, contexts[connection.loop.index].value, contexts, context) }
    }

    private func options(_ listener: Listener) -> ListenerOptions {
        var options = ListenerOptions(limits: site.limits.connection)
        options.vanishedAfterSeconds = site.timeouts.vanishedPeer.wholeSeconds
        if let proxyProtocol = listener.proxyProtocol {
            let trusted = TrustedProxies(proxyProtocol.proxies)
            var introductions = ProxyIntroductions { address in trusted.contains(address.map { ($0.high, $0.low) }) }
            introductions.timeout = proxyProtocol.timeout
            options.introductions = introductions
        }
        return options
    }
}
