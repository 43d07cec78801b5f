/// The document or worker that asks (HTML § environment settings object).
struct Client {
    /// Its origin, opaque for sandboxed and `data:` documents.
    var origin: WebOrigin
    /// The origin of whoever created it; the same unless it is opaque.
    let creator: WebOrigin
    /// What relative addresses start from.
    let base: WebURL
    /// The page at the top.
    let page: Page
    /// The policies it is under.
    let policy: ContentSecurityPolicy
    let embedder: EmbedderPolicy
    let isWorker: Bool

    init(_ context: PageContext, page: Page) {
        self.page = page
        var headers = page.headers
        var base = page.url
        var creator = page.origin
        var isOpaque = false
        var isWorker = false
        switch context {
        case .page: break
        case .opaqueFrame: isOpaque = true
        case .worker: isWorker = true
        case .opaqueWorker: (isOpaque, isWorker) = (true, true)
        case .frame(let url):
            base = url
            creator = url.origin
            headers = [:]
        }
        self.base = base
        self.creator = creator
        self.isWorker = isWorker
        origin = isOpaque ? .opaque : creator
        policy = ContentSecurityPolicy(headers, own: base)
        embedder = EmbedderPolicy(headers)
    }

    /// Whether its page was delivered safely, so that plain HTTP would be mixed content.
    var prohibitsMixedContent: Bool { page.url.scheme == "https" || base.scheme == "https" }

    /// Whether it is a secure context (Secure Contexts § 3).
    var isSecure: Bool { Trustworthiness.isTrustworthy(page.url) && Trustworthiness.isTrustworthy(base) }
}
