internal import CrossOrigin

/// Sites: hosts under one registrable domain (HTML § same site).
struct Sites: Sendable {
    let publicSuffixes: PublicSuffixes

    /// The host's registrable domain; addresses, single labels and public suffixes are their own.
    func registrableDomain(_ host: String) -> String {
        if Trustworthiness.isIPAddress(host) { return host }
        let labels = host.split(separator: ".")
        guard labels.count > 1 else { return host }
        // The longest public suffix decides; `*` (the last label) is one for every name.
        for count in stride(from: labels.count - 1, to: 1, by: -1)
        where publicSuffixes.contains(labels.suffix(count).joined(separator: ".")) {
            return labels.suffix(count + 1).joined(separator: ".")
        }
        return labels.suffix(2).joined(separator: ".")
    }

    /// Whether two origins are of one site; `withScheme` also asks for the same scheme (HTML § schemelessly same site is the other).
    func isSame(_ one: WebOrigin, _ other: WebOrigin, withScheme: Bool) -> Bool {
        guard case .tuple(let scheme, let host, _) = one, case .tuple(let otherScheme, let otherHost, _) = other else { return false }
        if withScheme, Sites.plain(scheme) != Sites.plain(otherScheme) { return false }
        return registrableDomain(host) == registrableDomain(otherHost)
    }

    /// The site as a key of partitioned storage.
    func key(_ origin: WebOrigin) -> String {
        guard case .tuple(let scheme, let host, _) = origin else { return "opaque" }
        return "\(Sites.plain(scheme))://\(registrableDomain(host))"
    }

    private static func plain(_ scheme: String) -> String { scheme == "wss" ? "https" : scheme == "ws" ? "http" : scheme }
}
