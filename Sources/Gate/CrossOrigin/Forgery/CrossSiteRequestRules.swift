/// What an author writes down about requests forged by other sites; compile it into a ``CrossSiteRequestGuard``.
public struct CrossSiteRequestRules: Sendable, Equatable {
    /// The origins that may send unsafe requests from other sites, each exactly; default none.
    ///
    /// In a `Server`, the origins that a path's policy lists (not `*`) are trusted without being repeated here.
    public var trustedOrigins: [String] = []

    /// The paths that take requests from anywhere, such as an identity provider's form post; default none.
    ///
    /// Each is compared byte for byte with the path as sent: no prefix, no pattern and no decoding, as wider exemptions have covered more than
    /// was meant (CVE-2025-47910). Such a handler must protect itself, with a token for instance.
    public var exemptPaths: [String] = []

    /// The values of `Host` that are this server's; default none, which admits any.
    ///
    /// A list stops DNS rebinding, where a stranger's name is made to resolve to this server and the stranger's page becomes "its own". An entry is a
    /// host (`example.com`, `127.0.0.1`, `[::1]`), which admits every port, or a host and port; `*.example.com` admits every host below.
    public var allowedHosts: [String] = []

    /// Creates rules with the defaults.
    public init() {}
}
