/// Refuses unsafe requests and upgrades that another site's page made a browser send with its visitor's cookies (CSRF).
///
/// CORS does not do this: a plain form post reaches the handler, and only its answer is withheld. The guard needs no token and no state:
/// 1. A `Host` outside ``CrossSiteRequestRules/allowedHosts`` is refused, whatever the method.
/// 2. `GET`, `HEAD` and `OPTIONS` pass, as they must change nothing (RFC 9110 § 9.2.1); upgrades do not.
/// 3. `Sec-Fetch-Site` decides if the browser sent it: `same-origin` and `none` (the visitor's own doing) pass.
/// 4. Else Origin is compared with `Host`; on an encrypted connection it must be https too.
/// 5. Without either it is no browser of this decade, and no visitor's cookies are at stake: it passes.
///
/// Trusted origins and exempt paths pass at steps 3 and 4.
public struct CrossSiteRequestGuard: Sendable {
    private let trustedOrigins: Set<String>
    private let exemptPaths: Set<String>
    private let allowedHosts: [HostPattern]

    /// Compiles `rules`, or throws every fault they have.
    public init(_ rules: CrossSiteRequestRules = CrossSiteRequestRules()) throws(CrossSiteRequestRulesError) {
        let faults = CrossSiteRequestGuard.faults(of: rules)
        guard faults.isEmpty else { throw CrossSiteRequestRulesError(faults: faults) }
        trustedOrigins = Set(rules.trustedOrigins)
        exemptPaths = Set(rules.exemptPaths)
        allowedHosts = rules.allowedHosts.compactMap(HostPattern.init)
    }

    /// Compiles the default rules as changed by `configure`, or throws every fault they have.
    public init(_ configure: (inout CrossSiteRequestRules) -> Void) throws(CrossSiteRequestRulesError) {
        var rules = CrossSiteRequestRules()
        configure(&rules)
        try self.init(rules)
    }

    /// Why the request is refused; `nil` if it may pass.
    public func refusal(of request: CrossSiteRequest) -> CrossSiteRefusal? {
        if !allowedHosts.isEmpty {
            let host = request.host ?? ""
            guard allowedHosts.contains(where: { $0.admits(host) }) else { return refusal(.hostNotAllowed, request.host) }
        }
        if !request.isUpgrade, ["GET", "HEAD", "OPTIONS"].contains(request.method) { return nil }
        if exemptPaths.contains(request.path) { return nil }
        let origin = request.origins.first
        guard request.origins.count <= 1, request.secFetchSite.count <= 1 else { return refusal(.ambiguous, origin) }
        if request.isOriginListed, origin != nil { return nil }
        if let origin, trustedOrigins.contains(origin) { return nil }
        if let site = request.secFetchSite.first {
            return site == "same-origin" || site == "none" ? nil : refusal(.crossSite, origin)
        }
        guard let origin else { return nil }
        return isOwn(origin, request) ? nil : refusal(.originMismatch, origin)
    }

    /// Whether `origin` is the server's own, by Host.
    ///
    /// An https origin at a plain connection is taken for own: it is what a proxy that ends TLS makes of every request, and what no attacker
    /// gains from. The reverse, an http page at an https server, is how an attacker on the network would come.
    private func isOwn(_ origin: String, _ request: CrossSiteRequest) -> Bool {
        guard case .tuple(let scheme, let host, let port)? = Origin(origin), let authority = request.host,
            scheme == "https" || scheme == "http" && !request.isSecure,
            let (name, digits) = HostPattern.split(ByteText.lowercased(authority)[...])
        else { return false }
        let standard: UInt16 = scheme == "https" ? 443 : 80
        guard let number = digits.map({ Array($0.utf8).withUnsafeBytes { OriginSyntax.port($0) } }) else {
            return name == host && port == nil
        }
        return name == host && number == port ?? standard
    }

    private func refusal(_ reason: CrossSiteRefusal.Reason, _ value: String?) -> CrossSiteRefusal {
        CrossSiteRefusal(reason: reason, value: value.map { Array($0.utf8).withUnsafeBytes { ByteText.printable($0) } })
    }

    private static func faults(of rules: CrossSiteRequestRules) -> [CrossSiteRequestFault] {
        var faults: [CrossSiteRequestFault] = []
        for origin in rules.trustedOrigins {
            if case .tuple? = Origin(origin) { continue }
            faults.append(
                CrossSiteRequestFault(
                    code: .trustedOriginInvalid, rule: "trustedOrigins", value: origin, reason: "is not one origin as a browser sends it",
                    mend: "write scheme, host and port, such as `https://app.example.com`, without wildcards"))
        }
        for path in rules.exemptPaths where !path.hasPrefix("/") || path.contains(where: { "*?#{}".contains($0) }) {
            faults.append(
                CrossSiteRequestFault(
                    code: .exemptPathInvalid, rule: "exemptPaths", value: path, reason: "is not one exact path",
                    mend: "write each path whole, beginning with `/`; there are no patterns or prefixes"))
        }
        for host in rules.allowedHosts where HostPattern(host) == nil {
            faults.append(
                CrossSiteRequestFault(
                    code: .allowedHostInvalid, rule: "allowedHosts", value: host, reason: "is not a host as browsers send it",
                    mend: "write `example.com`, `*.example.com`, `127.0.0.1` or `[::1]`, in lower case, with or without a port"))
        }
        return faults
    }
}
