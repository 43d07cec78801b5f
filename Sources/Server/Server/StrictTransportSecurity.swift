/// What browsers that came by https are told: to come only that way for a while (`Strict-Transport-Security`, RFC 6797).
public struct StrictTransportSecurity: Sendable {
    /// For how long, from the last answer on; zero takes it back. Default one year.
    public var maxAge: Duration
    /// Whether it holds for the names below this one too. Default no.
    public var includesSubdomains: Bool
    /// Whether browsers' makers may build it in, which is hard to take back. Default no.
    public var allowsPreload: Bool

    /// Creates the declaration.
    public init(maxAge: Duration = .seconds(31_536_000), includesSubdomains: Bool = false, allowsPreload: Bool = false) {
        self.maxAge = maxAge
        self.includesSubdomains = includesSubdomains
        self.allowsPreload = allowsPreload
    }

    /// The field line.
    var line: String {
        "Strict-Transport-Security: max-age=\(max(0, maxAge.wholeSeconds))\(includesSubdomains ? "; includeSubDomains" : "")"
            + "\(allowsPreload ? "; preload" : "")\r\n"
    }

    /// What browsers, or the list they build in (a year, names below too), would not accept.
    var faults: [ServerConfigurationError.Fault] {
        var faults: [ServerConfigurationError.Fault] = []
        if maxAge < .zero {
            faults.append(.init("hsts-negative", "`strictTransportSecurity.maxAge` is \(maxAge)", "set it to zero or more"))
        }
        if allowsPreload, maxAge < .seconds(31_536_000) || !includesSubdomains {
            faults.append(
                .init(
                    "hsts-not-preloadable",
                    "`strictTransportSecurity` allows preloading, but lasts less than a year or leaves out subdomains",
                    "set `maxAge` to a year or more and `includesSubdomains`, or leave `allowsPreload` off"))
        }
        return faults
    }
}
