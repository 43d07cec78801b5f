/// Which response headers script may read (Fetch § CORS filtered response).
enum ExposedHeaders {
    /// Fetch § CORS-safelisted response-header name.
    static let safelisted: Set<String> = [
        "cache-control", "content-language", "content-length", "content-type", "expires", "last-modified", "pragma",
    ]

    /// Lower-case names, sorted, of what script sees of `headers`.
    static func names(_ headers: HeaderList, tainting: ResponseTainting, includesCredentials: Bool) -> [String] {
        var names = Set(headers.lines.map { Text.lowercased($0.name) })
        switch tainting {
        case .opaque: return []
        case .basic: break
        case .cors:
            // One element that is no token makes the list ineffective; `*` is a plain name when credentials are included.
            let exposed = Set((TokenList.read("Access-Control-Expose-Headers", in: headers) ?? []).map { Text.lowercased($0) })
            if includesCredentials || !exposed.contains("*") { names.formIntersection(safelisted.union(exposed)) }
        }
        // Fetch § forbidden response-header name.
        names.subtract(["set-cookie", "set-cookie2"])
        return names.sorted()
    }
}
