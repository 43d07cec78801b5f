/// Compares a refused origin with the listed ones, in bounded time.
struct NearestOrigin {
    private let origin: Origin
    private let listed: ListedOrigins

    init(_ origin: Origin, _ listed: ListedOrigins) {
        self.origin = origin
        self.listed = listed
    }

    /// The most telling reason why the origin is not listed.
    var reason: CrossOriginRefusal.Reason {
        guard case .tuple(let scheme, let host, let port) = origin else { return .originNull }
        let exact = listed.sharing(host: host).filter { !$0.coversSubdomains }
        if exact.contains(where: { $0.scheme != scheme && $0.admits(port: port) }) { return .schemeMismatch }
        if exact.contains(where: { $0.scheme == scheme }) { return .portMismatch }
        if exact.contains(where: { $0.scheme != scheme }) { return .schemeMismatch }
        // A wildcard of one label does not cover hosts deeper than that, whatever their scheme and port.
        let covering = listedAbove(host).filter { $0.depth == .anyDepth || !host.dropLast($0.host.utf8.count + 1).contains(".") }
        if covering.contains(where: { $0.scheme != scheme && $0.admits(port: port) }) { return .schemeMismatch }
        if covering.contains(where: { $0.scheme == scheme }) { return .portMismatch }
        return listed.imitated(by: host) == nil ? .originNotListed : .suffixLookalike
    }

    /// The listed pattern nearest to the origin: same host first, then one above it, then one it imitates, then the nearest spelling.
    func find() -> OriginPattern? {
        guard case .tuple(let scheme, let host, let port) = origin else { return nil }
        let sameHost = listed.sharing(host: host)
        if let best = sameHost.min(by: { distance($0, scheme, port) < distance($1, scheme, port) }) { return best }
        if let above = listedAbove(host).min(by: { distance($0, scheme, port) < distance($1, scheme, port) }) { return above }
        return listed.imitated(by: host) ?? listed.nearestSpelling(to: origin.description)
    }

    /// The subdomain wildcards that cover `host`.
    private func listedAbove(_ host: String) -> [OriginPattern] {
        var covering: [OriginPattern] = []
        var rest = host[...]
        while covering.count < ListedOrigins.maximumCompared, let dot = rest.firstIndex(of: ".") {
            rest = rest[rest.index(after: dot)...]
            covering += listed.sharing(host: String(rest)).filter(\.coversSubdomains)
        }
        return covering
    }

    /// How far scheme and port are off: a scheme weighs more than any port, an exact pattern wins over a wildcard.
    private func distance(_ pattern: OriginPattern, _ scheme: String, _ port: UInt16?) -> Int {
        var distance = pattern.scheme == scheme ? 0 : 200_000
        if pattern.coversSubdomains { distance += 100_000 }
        switch pattern.port {
        case .any: break
        case .standard: distance += port == nil ? 0 : 66_000
        case .ranges: distance += pattern.admits(port: port) ? 0 : 66_000
        case .number(let number): distance += port.map { abs(Int($0) - Int(number)) } ?? 66_000
        }
        return distance
    }
}
