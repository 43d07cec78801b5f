extension BrowserRun {
    /// Where an answer redirects to, if it does; an empty `Location` is one in most browsers.
    func redirectTarget(_ answer: ServerAnswer) -> String? {
        guard RedirectMethod.isRedirect(answer.status), let location = answer.headers.values("Location").first else { return nil }
        return location.isEmpty && browser.emptyLocationIsDelivered ? nil : location
    }

    /// A redirect to nowhere, which is handed out as it is where redirects are followed.
    func isEmptyRedirect(_ answer: ServerAnswer) -> Bool {
        RedirectMethod.isRedirect(answer.status) && answer.headers.values("Location") == [""] && browser.emptyLocationIsDelivered
    }

    /// Fetch § HTTP-redirect fetch: turns the request into the one for the next hop.
    func follow(_ location: String, _ status: Int, _ request: inout NetworkRequest) -> BlockReason? {
        // Steps 3 to 5: the address, which inherits the fragment.
        guard var target = WebURL(location, base: request.url) else { return .unsafeRedirect(location) }
        if target.fragment == nil { target.fragment = request.url.fragment }
        guard target.isHTTP else {
            let isUnsafe = ["about", "blob", "data", "file", "filesystem", "javascript"].contains(target.scheme)
            return isUnsafe || request.mode != .cors ? .unsafeRedirect(location) : .schemeWithoutCORS(target.scheme)
        }
        // Step 6: not for ever.
        guard request.redirectCount < 20 else { return .tooManyRedirects }
        request.redirectCount += 1
        // Steps 8 and 9: no credentials in addresses across origins.
        if target.hasCredentials, request.tainting == .cors || request.mode == .cors && !request.origin.isSame(as: target.origin) {
            return .redirectWithCredentials
        }
        if target.hasCredentials, browser.refusesAddressesWithCredentials, request.label != "XMLHttpRequest",
            !request.destination.isNavigation
        {
            return .unsafeRedirect(location)
        }
        // Step 12: the method, the body and its headers.
        if RedirectMethod.becomesGET(request.method, status: status) {
            request.method = "GET"
            for name in RedirectMethod.bodyHeaders { request.headers.remove(name) }
            request.droppedNames.formUnion(RedirectMethod.bodyHeaders)
        }
        // Step 13: Authorization does not cross origins.
        if !target.origin.isSame(as: request.url.origin) {
            request.headers.remove("Authorization")
            request.droppedNames.insert("authorization")
        }
        if browser.safelistsClientHints {
            for name in ClientHints.fleeting { request.headers.remove(name) }
        }
        request.hops.append(target)
        request.wasUpgraded = false
        return nil
    }
}
