/// Plain HTTP wanted by a page that came over TLS (Mixed Content Level 2, Upgrade Insecure Requests).
enum MixedContent {
    /// The address to use instead, if the request is to be upgraded.
    static func upgrade(_ request: NetworkRequest, browser: BrowserProfile) -> WebURL? {
        let url = request.url
        if browser.upgradesImagesRedirectedToLoopback, request.hops.count > 1, request.destination.isUpgradeable,
            request.client.prohibitsMixedContent, url.scheme == "http", Trustworthiness.isTrustworthy(url)
        {
            return url.under("https")
        }
        guard url.scheme == "http" || url.scheme == "ws", !Trustworthiness.isTrustworthy(url) else { return nil }
        let secure = url.under(url.scheme == "ws" ? "wss" : "https")
        if request.client.policy.upgradesInsecureRequests { return secure }
        // § 4.1: images of named hosts are upgraded without being asked.
        guard request.client.prohibitsMixedContent, request.destination.isUpgradeable, !Trustworthiness.isIPAddress(url.host) else {
            return nil
        }
        return secure
    }

    /// § 4.4: whether the request may not leave.
    static func blocks(_ request: NetworkRequest, browser: BrowserProfile) -> Bool {
        let url = request.url
        guard url.scheme == "http" || url.scheme == "ws", request.client.prohibitsMixedContent, !Trustworthiness.isTrustworthy(url) else {
            return false
        }
        // Local Network Access § mixed content: who announces a private target may reach it without TLS.
        if browser.localNetwork == .announced, let space = request.targetAddressSpace, space < .public { return false }
        return true
    }
}
