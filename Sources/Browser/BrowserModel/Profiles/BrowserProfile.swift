/// A browser: where it leaves the standards. Documentation/BrowserModel.md holds the table; every switch names its row.
public struct BrowserProfile: Sendable {
    /// Which browser it is.
    public let name: BrowserName

    // MARK: Preflights

    /// Row 1: `Access-Control-Allow-Headers: *` covers `Authorization` (without credentials).
    public var wildcardCoversAuthorization = false
    /// Row 2: an upload listener forces a preflight only if there is a body to upload.
    public var uploadListenerNeedsBody = false
    /// Row 9: what once needed a preflight needs one at every later hop, though a redirect made it simple.
    public var preflightIsSticky = false
    /// Row 8: a preflight after a tainting redirect still carries the page's origin.
    public var preflightIgnoresTaint = false
    /// A header set twice stands twice in `Access-Control-Request-Headers`.
    public var repeatsUnsafeNames = false
    /// Digest § 12: a preflight's redirect is reported before its headers are looked at.
    public var preflightRedirectComesFirst = false
    /// The methods are judged before `Access-Control-Allow-Headers` is parsed.
    public var judgesMethodBeforeParsingHeaders = false
    /// Fetch § CORS-preflight fetch, step 7.5: a forced preflight without `Access-Control-Allow-Methods` allows the method.
    public var forcedPreflightAllowsMethod = true

    /// Row 18: a preflight answered with 421 is sent once more.
    public var retriesMisdirectedPreflight = false
    /// A 407 from a server that is no proxy is a network error.
    public var refusesProxyAuthentication = false

    // MARK: Preflight cache

    /// Row 3: seconds an answer is kept without a readable `Access-Control-Max-Age`, and after what delay; see ``MaxAgeDefault``.
    public var maxAgeDefault = MaxAgeDefault.fiveSeconds
    /// Digest § 7: the longest a preflight's answer is kept, in seconds.
    public var maxAgeLimit = 86_400
    /// Row 4: a cached `*` is a name like others, and serves no other method or header.
    public var cachedWildcardIsLiteral = false
    /// Row 5: an answer for credentialed requests serves the others too.
    public var credentialedEntryServesAll = true
    /// One answer is kept for an address and an origin: the next preflight's replaces it, whatever it allows.
    public var preflightEntriesReplaceEachOther = false
    /// Row 6: a failed actual request drops what its preflight had allowed.
    public var failureClearsPreflight = true
    /// Row 7: `cache: "no-store"` and `"reload"` pass the preflight cache by.
    public var reloadSkipsPreflightCache = false
    /// So does `"no-cache"` (from Chromium's source; not measured).
    public var revalidationSkipsPreflightCache = false

    // MARK: Safelists

    /// Row 12: bytes from 0x80 are safe in `Accept` and `Content-Type`.
    public var highBytesAreSafe = true
    /// Row 13: `text/plain;;` parses.
    public var emptyParameterIsSafe = true
    /// Row 14: the length limit holds for the lines of a name together.
    public var joinsBeforeMeasuring = true
    /// Row 15: a `Range` number may exceed 64 bits.
    public var longRangeIsSafe = true
    /// Row 16: client hints that script sets need no preflight while their values are sound, and get lost in redirects.
    public var safelistsClientHints = false
    /// Row 17: `User-Agent` is dropped silently.
    public var dropsUserAgent = false
    /// Row 19: how a stream as a body fares over HTTP/1.1.
    public var streamBody = StreamBody.sent

    // MARK: Redirects and origins

    /// Row 10: a redirect with an empty `Location` is delivered as it is.
    public var emptyLocationIsDelivered = false
    /// Without CORS the `Origin` is null behind any redirect to another origin.
    public var originGetsLostAcrossOrigins = false
    /// A `Location` that is no URL is an error before the redirect's CORS check.
    public var unreadableLocationComesFirst = false
    /// Row 11: requests without CORS carry the origin whatever the referrer policy says.
    public var originIgnoresReferrerPolicy = false
    /// Elements whose mode is cors say `Origin` to their own origin too.
    public var corsElementsAlwaysSayOrigin = false
    /// Addresses with a user or a password are not followed or loaded within a page, by whatever mode (XHR aside).
    public var refusesAddressesWithCredentials = false
    /// An `http:` URL of the page's own host that is upgraded to `https:` still counts as cross-origin.
    public var upgradeStaysCrossOrigin = false
    /// An image that is redirected to `http:` on the loopback is upgraded there too; addressed directly, it is not.
    public var upgradesImagesRedirectedToLoopback = false

    // MARK: WebSockets

    /// Rows 20 and 21: subprotocols need not agree as long as none is made up.
    public var forgivesSubprotocols = false
    /// Row 21: `Upgrade` may list more than `websocket`.
    public var forgivesUpgradeList = false
    /// Row 25: a `data:` worker's WebSocket carries the creator's origin.
    public var opaqueWorkerSocketHasCreatorsOrigin = false

    // MARK: Cookies, caches, policies

    /// How cookies of third parties are kept apart.
    public var cookies = CookieRules.schemeful
    /// Row 28: credentialed and anonymous loads have HTTP caches of their own.
    public var httpCacheSplitsByCredentials = false
    /// Row 29: the HTTP cache is also split by the frame's site.
    public var httpCacheSplitsByFrame = true
    /// An answer that fails its CORS check is dropped before its body, and not cached.
    public var refusedAnswersAreNotKept = false
    /// Style sheets and preloads fail from status 400 on; elsewhere from 300.
    public var elementsTakeStatusesBelow400 = false
    /// An event stream whose type names a charset other than UTF-8 is refused.
    public var eventStreamsMustBeUTF8 = false
    /// Row 24: an unknown Cross-Origin-Resource-Policy is permission, even under COEP.
    public var unknownResourcePolicyAllows = false
    /// A font preload is always a CORS request, and its failure goes unnoticed.
    public var fontPreloadIsAlwaysCORS = false
    /// Local Network Access: whether and how it is enforced.
    public var localNetwork = LocalNetworkRules.none

    init(_ name: BrowserName) { self.name = name }
}
