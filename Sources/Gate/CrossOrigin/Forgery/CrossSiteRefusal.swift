/// Why a request was taken for forged, and the one edit that would let it pass. For the operator; what a peer sent is escaped in it.
public struct CrossSiteRefusal: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kind of refusal; its raw value is stable and fit as a counter's label.
    public enum Reason: String, Sendable, CaseIterable, Codable {
        /// The browser says that another site's page sent it (Fetch Metadata § Sec-Fetch-Site).
        case crossSite = "cross-site"
        /// Without the browser's word: its Origin is not the server's own.
        case originMismatch = "origin-mismatch"
        /// More than one Origin or `Sec-Fetch-Site`.
        case ambiguous = "ambiguous"
        /// Its Host is not one of the server's.
        case hostNotAllowed = "host-not-allowed"
    }

    /// The kind of refusal.
    public let reason: Reason
    /// The Origin, or the Host where that was refused, at most 200 bytes, escaped; `nil` if there was none.
    public let value: String?

    /// The status to answer with: 421 for a foreign Host (RFC 9110 § 15.5.20), else 403.
    public var status: Int { reason == .hostNotAllowed ? 421 : 403 }

    /// What was refused and the one edit that mends it, in a sentence.
    public var description: String {
        let shown = value.map { "`\($0)`" } ?? "a page without Origin"
        switch reason {
        case .crossSite: return "an unsafe request from another site, by \(shown); add the origin to `trustedOrigins` if the page is yours"
        case .originMismatch:
            return
                "an unsafe request whose Origin \(shown) is not this server's; add it to `trustedOrigins` if the page is yours, or declare the "
                + "proxy that changes `Host`"
        case .ambiguous: return "an unsafe request with more than one Origin or Sec-Fetch-Site, by \(shown); mend the proxy that adds them"
        case .hostNotAllowed: return "a request for the host \(shown), which is not this server's; add it to `allowedHosts` if it is"
        }
    }
}
