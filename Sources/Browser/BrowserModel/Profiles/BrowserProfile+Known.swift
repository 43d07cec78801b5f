extension BrowserProfile {
    /// The browser of this name.
    public init(of name: BrowserName) {
        switch name {
        case .standard: self = .standard
        case .chromium: self = .chromium
        case .firefox: self = .firefox
        case .safari: self = .safari
        }
    }

    /// The standards to the letter.
    public static let standard = BrowserProfile(.standard)

    /// Chromium 156, measured over HTTP/1.1, headless, with Debian's default of blocking third-party cookies.
    public static let chromium: BrowserProfile = {
        var browser = BrowserProfile(.chromium)
        browser.wildcardCoversAuthorization = true
        browser.uploadListenerNeedsBody = true
        browser.preflightRedirectComesFirst = true
        browser.forcedPreflightAllowsMethod = false
        browser.retriesMisdirectedPreflight = true
        browser.maxAgeLimit = 7_200
        browser.failureClearsPreflight = false
        browser.reloadSkipsPreflightCache = true
        browser.longRangeIsSafe = false
        browser.safelistsClientHints = true
        browser.dropsUserAgent = true
        browser.refusesProxyAuthentication = true
        browser.streamBody = .needsHTTP2
        browser.emptyLocationIsDelivered = true
        browser.originIgnoresReferrerPolicy = true
        browser.upgradesImagesRedirectedToLoopback = true
        browser.preflightEntriesReplaceEachOther = true
        browser.unreadableLocationComesFirst = true
        browser.eventStreamsMustBeUTF8 = true
        browser.originGetsLostAcrossOrigins = true
        browser.corsElementsAlwaysSayOrigin = true
        browser.refusesAddressesWithCredentials = true
        browser.elementsTakeStatusesBelow400 = true
        browser.refusedAnswersAreNotKept = true
        browser.revalidationSkipsPreflightCache = true
        browser.localNetwork = .announced
        return browser
    }()

    /// Firefox ESR 153, measured over HTTP/1.1, headless.
    public static let firefox: BrowserProfile = {
        var browser = BrowserProfile(.firefox)
        browser.wildcardCoversAuthorization = true
        browser.preflightIsSticky = true
        browser.repeatsUnsafeNames = true
        browser.preflightIgnoresTaint = true
        browser.judgesMethodBeforeParsingHeaders = true
        browser.forcedPreflightAllowsMethod = false
        browser.retriesMisdirectedPreflight = true
        browser.maxAgeDefault = .unsettled
        browser.cachedWildcardIsLiteral = true
        browser.credentialedEntryServesAll = false
        browser.reloadSkipsPreflightCache = true
        browser.highBytesAreSafe = false
        browser.emptyParameterIsSafe = false
        browser.joinsBeforeMeasuring = false
        browser.longRangeIsSafe = false
        browser.streamBody = .stringified
        browser.upgradeStaysCrossOrigin = true
        browser.forgivesSubprotocols = true
        browser.forgivesUpgradeList = true
        browser.opaqueWorkerSocketHasCreatorsOrigin = true
        browser.cookies = .partitioned
        browser.httpCacheSplitsByCredentials = true
        browser.httpCacheSplitsByFrame = false
        browser.unknownResourcePolicyAllows = true
        browser.fontPreloadIsAlwaysCORS = true
        browser.localNetwork = .permission
        return browser
    }()

    /// Safari: the standards, and what WebKit documents (preflights are kept for 600 s at most). Not measured.
    public static let safari: BrowserProfile = {
        var browser = BrowserProfile(.safari)
        browser.maxAgeLimit = 600
        return browser
    }()
}
