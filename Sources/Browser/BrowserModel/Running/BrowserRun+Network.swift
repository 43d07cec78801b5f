extension BrowserRun {
    /// Fetch § HTTP-network-or-cache fetch: from the cache, or over the wire with origin and cookies.
    mutating func exchangeMessages(_ request: NetworkRequest) -> ServerAnswer? {
        var headers = request.headers
        if let origin = OriginHeader.value(request, browser: browser) { headers.append("Origin", origin) }
        let circumstances = CookieCircumstances(request, sites: sites, rules: browser.cookies)
        let carriesCredentials = request.carriesCredentials
        if carriesCredentials, let line = cookies.header(for: request.url, circumstances) { headers.append("Cookie", line) }

        let key = cacheKey(request, carriesCredentials: carriesCredentials)
        let stored = usableEntry(key, request, headers)
        if let stored, stored.until > now, request.cache != .noCache { return stored.response }
        let asked = headers
        if let stored { headers.lines += stored.validators.lines }
        let url =
            request.url.scheme == "ws" ? request.url.under("http") : request.url.scheme == "wss" ? request.url.under("https") : request.url
        let kind: SentRequest.Kind = request.mode == .webSocket ? .webSocket : .actual
        guard let answer = send(SentRequest(kind: kind, method: request.method, url: url, headers: headers)) else { return nil }
        if carriesCredentials { cookies.store(answer.headers, from: request.url, circumstances) }
        guard request.method == "GET", kind == .actual, request.cache != .noStore, !isConditional(request.headers) else { return answer }
        if answer.status == 304, let stored { return cache.freshen(key, stored, with: answer, for: asked, at: now) }
        if isDropped(answer, request) {
            cache.remove(key)
        } else {
            cache.store(key, answer, for: asked, at: now)
        }
        return answer
    }

    /// The entry the cache mode lets the request use (Fetch § cache mode).
    private func usableEntry(_ key: String, _ request: NetworkRequest, _ headers: HeaderList) -> HTTPCache.Entry? {
        guard request.method == "GET", request.mode != .webSocket, !isConditional(request.headers) else { return nil }
        guard request.cache != .noStore, request.cache != .reload, var entry = cache.entry(key, for: headers) else { return nil }
        switch request.cache {
        case .forceCache, .onlyIfCached: entry.until = .infinity
        case .noCache: guard !entry.validators.lines.isEmpty else { return nil }
        default: guard entry.until > now || !entry.validators.lines.isEmpty else { return nil }
        }
        return entry
    }

    /// Step 8.16: an author's own conditions take the cache out of play.
    private func isConditional(_ headers: HeaderList) -> Bool {
        ["If-Modified-Since", "If-None-Match", "If-Unmodified-Since", "If-Match", "If-Range", "Range"].contains { headers.contains($0) }
    }

    /// Whether the browser hangs up before the body, so that there is nothing whole to keep.
    private func isDropped(_ answer: ServerAnswer, _ request: NetworkRequest) -> Bool {
        guard browser.refusedAnswersAreNotKept, request.tainting == .cors else { return false }
        return corsFault(answer, request) != nil
    }

    private func cacheKey(_ request: NetworkRequest, carriesCredentials: Bool) -> String {
        var parts = [sites.key(request.client.page.origin)]
        if browser.httpCacheSplitsByFrame { parts.append(sites.key(request.client.base.origin)) }
        if browser.httpCacheSplitsByCredentials { parts.append(carriesCredentials ? "credentialed" : "anonymous") }
        parts.append(request.destination.isNavigation ? "document" : "resource")
        parts.append(request.url.withoutFragment)
        return parts.joined(separator: " ")
    }
}
