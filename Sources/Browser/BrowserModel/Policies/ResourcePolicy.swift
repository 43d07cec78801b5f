/// Cross-Origin-Resource-Policy (Fetch § cross-origin resource policy check).
struct ResourcePolicy {
    let sites: Sites
    let browser: BrowserProfile

    /// The policy that withholds an opaque response from its page; `nil` when it may be used.
    func refusal(_ headers: HeaderList, request: NetworkRequest) -> String? {
        let url = request.url
        guard !request.origin.isSame(as: url.origin) else { return nil }
        let written = headers.combined("Cross-Origin-Resource-Policy")
        switch written {
        case "cross-origin": return nil
        case "same-origin": return "same-origin"
        case "same-site": return isSameSite(request.origin, url.origin) ? nil : "same-site"
        default:
            if written != nil, browser.unknownResourcePolicyAllows { return nil }
            // Without a policy that can be read, the embedder decides.
            switch request.client.embedder {
            case .unsafeNone: return nil
            case .requireCORP: return "require-corp"
            case .credentialless: return request.carriesCredentials ? "credentialless" : nil
            }
        }
    }

    private func isSameSite(_ origin: WebOrigin, _ other: WebOrigin) -> Bool {
        sites.isSame(origin, other, withScheme: false) && (origin.scheme == "https" || other.scheme != "https")
    }
}
