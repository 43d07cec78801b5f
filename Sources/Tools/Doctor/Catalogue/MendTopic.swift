/// What a mend is about, so that it can be said in a server's own configuration language.
enum MendTopic: String, CaseIterable {
    /// The whole policy: origin, credentials, methods, headers, on every answer, with `Vary`.
    case policy
    /// Error answers carry the policy's headers too.
    case errors
    /// `Vary: Origin`.
    case vary
    /// One layer answers, the other is silent.
    case duplicate
    /// Origins are compared whole.
    case exactOrigins
    /// Upgrades are refused to strangers.
    case upgradeOrigin
    /// The page's origin may upgrade.
    case upgradeAllow
    /// Upgrades get through the proxy.
    case forwardUpgrade
    /// A session's requests reach one process.
    case affinity
    /// Streams are passed on as they come.
    case buffering
    /// Preflights are answered before authentication and routing.
    case preflight
    /// Cookies that travel between sites.
    case cookies
}
