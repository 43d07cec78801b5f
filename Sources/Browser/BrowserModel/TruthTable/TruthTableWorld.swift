/// The network the truth tables were measured in: every name leads to one machine.
enum TruthTableWorld {
    /// Plain HTTP and TLS have ports of their own.
    static func listens(at url: WebURL) -> Bool {
        guard let port = url.effectivePort else { return false }
        return url.isEncrypted ? [443, 8_443, 18_444].contains(port) : [80, 8_081, 18_081].contains(port)
    }

    /// In the group of Local Network Access ports 80 and 443 count as public; elsewhere all is loopback.
    static func addressSpaces(isLocalNetworkGroup: Bool) -> @Sendable (WebURL) -> AddressSpace {
        { url in isLocalNetworkGroup && (url.effectivePort == 80 || url.effectivePort == 443) ? .public : .loopback }
    }

    /// The visit that sets first-party cookies: `/c/<id>/set` on the host of the first action.
    static func visits(before actions: [PageAction]) -> [WebURL] {
        guard let text = actions.first?.request.url, var url = WebURL(text) else { return [] }
        if url.scheme == "ws" || url.scheme == "wss" { url = url.under(url.isEncrypted ? "https" : "http") }
        let segments = url.path.split(separator: "/")
        guard segments.count > 1 else { return [] }
        url.path = "/" + segments.prefix(2).joined(separator: "/") + "/set"
        (url.query, url.fragment) = (nil, nil)
        return [url]
    }
}
