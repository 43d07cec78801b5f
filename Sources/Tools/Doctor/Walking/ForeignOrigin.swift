import WayleaveBrowserModel

/// Origins that a policy for the page's origin must not let in (catalogue § 9).
package enum ForeignOrigin: String, Hashable, Sendable, CaseIterable {
    case evil, null, prefix, suffix, suffixLabel, dot, substring
    case subdomain, sibling, plainHTTP, otherPort, upperCase, trailingSlash, underscore, backtick
    case brackets, slashInHost, doubleDot, trailingDot
    case localhost, publicHost, vercel, netlify, publicSuffix, playground

    /// The origin as it is sent, for a policy that trusts `origin`; `nil` where the page's origin has no such relative.
    package func value(trusted origin: String) -> String? {
        if self == .evil { return "https://evil.example" }
        if self == .null { return origin == "null" ? nil : "null" }
        if self == .publicHost { return "https://wayleave-doctor.github.io" }
        if self == .vercel { return "https://wayleave-doctor.vercel.app" }
        if self == .netlify { return "https://wayleave-doctor.netlify.app" }
        if self == .playground { return "https://studio.apollographql.com" }
        guard let url = WebURL(origin), url.isHTTP, !url.host.isEmpty else { return nil }
        if self == .localhost { return url.isLoopback ? nil : "http://localhost:3000" }
        if self == .otherPort { return "\(url.scheme)://\(url.host):\(url.port == 8443 ? 9443 : 8443)" }
        if self == .plainHTTP { return url.scheme == "https" ? "http://\(url.authority)" : nil }
        if self == .trailingSlash { return origin + "/" }
        // The rest plays with names.
        guard !url.isIPAddress, url.host.contains(".") else { return nil }
        let (scheme, host) = ("\(url.scheme)://", url.host)
        let port = url.port.map { ":\($0)" } ?? ""
        let site = url.registrableDomain()
        switch self {
        case .prefix: return "\(scheme)\(host).evil.example\(port)"
        case .suffix: return "\(scheme)evil\(host)\(port)"
        case .suffixLabel: return site == host ? nil : "\(scheme)evil\(site)\(port)"
        case .dot:
            // The last dot but one inside the registrable domain's owner: `app.example.com` → `appxexample.com`.
            guard let dot = host.firstIndex(of: "."), host[host.index(after: dot)...].contains(".") else { return nil }
            return "\(scheme)\(host[..<dot])x\(host[host.index(after: dot)...])\(port)"
        case .substring: return "\(scheme)x\(host).evil.example\(port)"
        case .subdomain: return "\(scheme)wayleave-doctor.\(host)\(port)"
        case .sibling: return site == host ? nil : "\(scheme)wayleave-doctor.\(site)\(port)"
        case .upperCase: return "\(scheme)\(host.uppercased())\(port)"
        case .underscore: return "\(scheme)\(host)_.evil.example\(port)"
        case .backtick: return "\(scheme)\(host)`.evil.example\(port)"
        case .publicSuffix:
            guard let dot = site.firstIndex(of: ".") else { return nil }
            return "\(scheme)wayleave-doctor\(site[dot...])\(port)"
        case .brackets: return "\(scheme)[\(host)]\(port)"
        case .slashInHost: return "\(scheme)a/b.\(host)\(port)"
        case .doubleDot: return "\(scheme)..\(host)\(port)"
        case .trailingDot: return "\(scheme)\(host).\(port)"
        default: return nil
        }
    }

    /// Those tried once a policy has turned the first two away, in this order.
    static let relatives: [ForeignOrigin] = allCases.filter { $0 != .evil && $0 != .null }
}
