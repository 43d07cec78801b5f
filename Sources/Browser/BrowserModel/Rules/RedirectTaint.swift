/// Redirects that make the origin `null` (Fetch § redirect-taint).
enum RedirectTaint {
    /// Whether a chain of addresses left an origin that is not the page's for another one.
    static func isTainted(_ hops: [WebURL], origin: WebOrigin) -> Bool {
        zip(hops, hops.dropFirst()).contains { from, to in
            !to.origin.isSame(as: from.origin) && !origin.isSame(as: from.origin)
        }
    }
}
