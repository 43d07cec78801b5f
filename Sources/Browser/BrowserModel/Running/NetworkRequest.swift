/// A request on its way (Fetch § request).
struct NetworkRequest {
    /// The addresses so far; the last is the current one.
    var hops: [WebURL]
    var method = "GET"
    /// The author's headers, and those that come with the body.
    var headers = HeaderList()
    var mode: RequestMode
    var credentials: CredentialsMode
    var redirect = RedirectMode.follow
    var cache = CacheMode.default
    var referrerPolicy = ReferrerPolicy.standard
    var destination = Destination.empty
    /// The use-CORS-preflight flag: upload listeners and streams.
    var forcesPreflight = false
    var streams = false
    /// What the console calls it.
    var label: String
    /// Who asks.
    var client: Client
    /// The announced address space, when it is a word that counts.
    var targetAddressSpace: AddressSpace?
    var tainting = ResponseTainting.basic
    var redirectCount = 0
    /// Whether an earlier hop needed a preflight.
    var hadPreflight = false
    /// The names that need one, as the author set them (sticky in some browsers), and those a redirect dropped since.
    var unsafeNames: [String] = []
    var droppedNames: Set<String> = []
    /// Whether the address was upgraded from `http:` to `https:`.
    var wasUpgraded = false

    init(_ url: WebURL, mode: RequestMode, credentials: CredentialsMode, label: String, client: Client) {
        hops = [url]
        self.mode = mode
        self.credentials = credentials
        self.label = label
        self.client = client
    }

    var url: WebURL {
        get { hops[hops.count - 1] }
        set { hops[hops.count - 1] = newValue }
    }

    var origin: WebOrigin { client.origin }
    var isTainted: Bool { RedirectTaint.isTainted(hops, origin: origin) }
    var isSameOrigin: Bool { origin.isSame(as: url.origin) }
    var includesCredentials: Bool { credentials == .include }

    /// Fetch § HTTP-network-or-cache fetch, step 8: whether cookies go along and are taken; a credentialless page sends none to other
    /// origins without CORS (§ Cross-Origin-Embedder-Policy allows credentials).
    var carriesCredentials: Bool {
        if mode == .noCORS, client.embedder == .credentialless, !isSameOrigin { return false }
        return switch credentials {
        case .include: true
        case .sameOrigin: tainting == .basic
        case .omit: false
        }
    }
}
