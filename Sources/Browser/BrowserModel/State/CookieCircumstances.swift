/// Where a request stands between page and target, as cookies see it (RFC 6265bis § 5.2).
struct CookieCircumstances {
    /// The top-level page's site.
    let pageSite: String
    /// Whether page, asking frame and target are of one site.
    let isSameSite: Bool

    /// A top-level visit.
    init(visiting url: WebURL, sites: Sites) {
        pageSite = sites.key(url.origin)
        isSameSite = true
    }

    init(_ request: NetworkRequest, sites: Sites, rules: CookieRules) {
        let page = request.client.page.origin
        pageSite = sites.key(page)
        let withScheme = rules == .schemeful
        isSameSite =
            sites.isSame(page, request.url.origin, withScheme: withScheme)
            && sites.isSame(request.origin, request.url.origin, withScheme: withScheme)
    }
}
