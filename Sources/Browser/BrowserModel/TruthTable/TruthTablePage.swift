/// Reads `page` and the contexts within.
enum TruthTablePage {
    static func page(_ node: JSONNode) throws(TruthTableError) -> Page {
        Page(url: try url(of: try node.required("origin")), headers: try node.headers("response_headers"))
    }

    static func context(_ node: JSONNode) throws(TruthTableError) -> PageContext {
        let text = try node.string()
        switch text {
        case "page", "sandbox-same-origin", "srcdoc", "blob": return .page
        case "sandbox", "data": return .opaqueFrame
        case "worker": return .worker
        case "worker-data": return .opaqueWorker
        default:
            guard text.hasPrefix("origin:"), let url = WebURL("\(text.dropFirst(7))/page"), url.isHTTP else {
                throw node.mismatch("a context")
            }
            return .frame(url)
        }
    }

    /// A page's address is `<origin>/page`; `file:` pages are given whole.
    private static func url(of node: JSONNode) throws(TruthTableError) -> WebURL {
        let text = try node.string()
        guard let url = WebURL(text.hasPrefix("file:") ? text : "\(text)/page"), url.isHTTP || url.scheme == "file" else {
            throw node.mismatch("an origin")
        }
        return url
    }
}
