internal import CrossOrigin
internal import Synchronization
internal import WayleaveEventLoop

/// Holds a server to its limits of connections, and tells the operator, once a minute for each reason, of those it turned away.
final class ConnectionWatch: Sendable {
    let admission: ConnectionAdmission
    private let site: Site
    private let told = Mutex<[ConnectionRefusal: (count: Int, second: Int)]>([:])
    private static let seconds = 60

    init(_ site: Site, _ group: EventLoopGroup) {
        self.site = site
        let limits = site.limits
        let shared = TrustedProxies(limits.addressesWithoutOwnLimit)
        let forwarding = site.forwarding
        admission = ConnectionAdmission(
            maxConnections: min(limits.maxConnections, group.descriptorsForConnections()), maxPerAddress: limits.maxConnectionsPerAddress,
            maxNewPerAddress: limits.maxNewConnectionsPerSecondPerAddress
        ) { address in
            // Where every peer is believed, every peer may be a proxy.
            shared.contains(high: address.high, low: address.low)
                || forwarding.map { $0.proxies.isEmpty || $0.trusted.contains(high: address.high, low: address.low) } == true
        }
    }

    /// Begins to watch the connections of a loop. On the loop.
    func watch(_ loop: EventLoop, loopCount: Int) {
        let perSecond = max(1, site.limits.maxNewConnectionsPerSecond / max(1, loopCount))
        let idle = IdleConnections(loop)
        loop.admit(by: admission, perSecond: perSecond) { idle.closeOldest() }
        guard loop.index == 0 else { return }
        loop.onTick { [unowned loop, self] in tell(now: loop.coarseSeconds) }
    }

    private func tell(now: Int) {
        let refusals = admission.refusals
        guard !refusals.isEmpty else { return }
        for (refusal, (count, latest)) in refusals {
            let news = told.withLock { told -> Int in
                let last = told[refusal]
                guard count > last?.count ?? 0, last.map({ now - $0.second >= Self.seconds }) ?? true else { return 0 }
                told[refusal] = (count, now)
                return count - (last?.count ?? 0)
            }
            guard news > 0 else { continue }
            let who = latest.isEmpty ? "" : ", \(latest) among them"
            site.log(LogRecord(.warning, "connections-refused", "\(news) connections\(who): \(mend(refusal))"))
        }
    }

    /// Why connections were turned away, and what to do if they should not have been.
    private func mend(_ refusal: ConnectionRefusal) -> String {
        switch refusal {
        case .tooMany where admission.maxConnections < site.limits.maxConnections:
            "\(admission.maxConnections) were open, as many as there are descriptors for; raise the limit of open files (`ulimit -n`, `LimitNOFILE=`)"
        case .tooMany: "\(admission.maxConnections) were open; raise `limits.maxConnections`"
        case .tooManyOfAddress:
            "their address has \(site.limits.maxConnectionsPerAddress) open; raise `limits.maxConnectionsPerAddress`, "
                + "or declare the proxy they come through"
        case .tooFast:
            "their address opened more than \(site.limits.maxNewConnectionsPerSecondPerAddress) within a second; "
                + "raise `limits.maxNewConnectionsPerSecondPerAddress`, or declare the proxy they come through"
        case .noDescriptors: "the process has no descriptor left; raise the limit of open files (`ulimit -n`, `LimitNOFILE=`)"
        case .untrustedProxy: "the listener takes connections of declared proxies only; add the address to `proxyProtocol` if it is one"
        case .malformedProxyHeader: "no valid PROXY header came; make the proxy send one, or remove `proxyProtocol` from the listener"
        }
    }
}
