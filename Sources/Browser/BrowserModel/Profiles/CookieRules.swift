/// How a browser keeps third parties' cookies apart.
public enum CookieRules: Sendable {
    /// Chromium: without `SameSite` a cookie is Lax; sites include the scheme; third-party cookies only if `Partitioned`, unless allowed.
    case schemeful
    /// Firefox: without `SameSite` a cookie goes everywhere; sites ignore the scheme; third parties get a jar of their own per page.
    case partitioned
}
