/// Media types of the files that web pages consist of.
enum MediaType {
    /// The type by the name's extension; `application/octet-stream` for others.
    static func ofFile(named name: String) -> String {
        let suffix = name.split(separator: "/").last?.split(separator: ".").last.map { $0.lowercased() } ?? ""
        return byExtension[suffix] ?? "application/octet-stream"
    }

    private static let byExtension: [String: String] = [
        "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
        "mjs": "text/javascript; charset=utf-8", "json": "application/json", "map": "application/json", "txt": "text/plain; charset=utf-8",
        "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
        "ico": "image/x-icon", "woff2": "font/woff2", "woff": "font/woff", "wasm": "application/wasm",
        "webmanifest": "application/manifest+json",
    ]
}
