extension BrowserProfile {
    /// What this browser does with the exchange: a pure function.
    public func verdict(on exchange: Exchange) -> BrowserVerdict {
        var run = BrowserRun(self, exchange)
        for url in exchange.visits { run.visit(url) }
        let steps = exchange.actions.map { run.perform($0) }
        return BrowserVerdict(browser: name, steps: steps, requests: run.sent)
    }
}

/// One profile of a browser at work: its caches, its cookies, and what it sent.
struct BrowserRun {
    let browser: BrowserProfile
    let exchange: Exchange
    let sites: Sites
    /// Seconds since the beginning.
    var now = 0.0
    var sent: [SentRequest] = []
    /// What went wrong in the current action.
    var findings: [Finding] = []
    var preflights: PreflightCache
    var cookies: CookieJar
    var cache = HTTPCache()
    private var hits: [String: Int] = [:]

    init(_ browser: BrowserProfile, _ exchange: Exchange) {
        self.browser = browser
        self.exchange = exchange
        sites = Sites(publicSuffixes: exchange.settings.publicSuffixes)
        preflights = PreflightCache(browser)
        cookies = CookieJar(
            rules: browser.cookies, allowsThirdParties: exchange.settings.allowsThirdPartyCookies ?? (browser.name == .standard))
    }

    /// A top-level visit before the page: it only leaves cookies.
    mutating func visit(_ url: WebURL) {
        let circumstances = CookieCircumstances(visiting: url, sites: sites)
        var headers = HeaderList()
        if let line = cookies.header(for: url, circumstances) { headers.append("Cookie", line) }
        guard let answer = send(SentRequest(kind: .actual, method: "GET", url: url, headers: headers)) else { return }
        cookies.store(answer.headers, from: url, circumstances)
    }

    /// One action of the page.
    mutating func perform(_ action: PageAction) -> StepVerdict {
        now += action.delay
        findings = []
        let client = Client(action.context, page: exchange.page)
        var verdict =
            switch action.request {
            case .fetch(let call): fetch(call, client)
            case .xhr(let call): xhr(call, client)
            case .eventSource(let url, let withCredentials): eventSource(url, withCredentials: withCredentials, client)
            case .webSocket(let url, let protocols): webSocket(url, protocols: protocols, client)
            case .beacon(let url, let body): beacon(url, body: body, client)
            case .element(let load): element(load, client)
            }
        verdict.findings = findings
        return verdict
    }

    /// Puts a request on the wire.
    mutating func send(_ request: SentRequest) -> ServerAnswer? {
        let key = "\(request.kind) \(request.url.authority)\(request.url.path)"
        let earlier = hits[key, default: 0]
        hits[key] = earlier + 1
        sent.append(request)
        return exchange.servers.answer(to: request, earlier: earlier)
    }
}
