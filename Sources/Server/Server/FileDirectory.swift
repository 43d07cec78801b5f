internal import WayleaveHTTPWire

/// A directory whose files are served below a prefix, with strong validators (RFC 9110 § 8.8.3) and nothing outside it reachable.
package struct FileDirectory: Sendable {
    private let root: String

    /// - Throws: ``ServerConfigurationError`` when `root` is no readable directory.
    package init(_ root: String) throws(ServerConfigurationError) {
        guard FileAccess.isDirectory(root) else {
            throw ServerConfigurationError([
                .init("directory-unreadable", "`\(root)` is not a readable directory", "name one that exists, or leave it out")
            ])
        }
        var root = root
        while root.count > 1, root.hasSuffix("/") { root.removeLast() }
        self.root = root
    }

    /// Answers GET and HEAD for the file that the path names after a prefix of `prefix` bytes; a directory means its `index.html`.
    ///
    /// - Parameter prefix: the length of the prefix with the slash it ends with.
    package func respond(to request: Request, dropping prefix: Int, maxFileBytes: Int) -> Response {
        guard request.method == .get || request.method == .head else {
            return .problem(.methodNotAllowed, "Files are only read.", headers: [("Allow", "GET, HEAD")])
        }
        let relative = request.head.withPath { StaticPath.relative(UnsafeRawBufferPointer(rebasing: $0.dropFirst(prefix - 1))) }
        guard let relative, let file = open(relative, maxFileBytes) else { return .problem(.notFound, "Nothing is served at this path.") }
        var headers = [
            ("ETag", file.entityTag), ("Cache-Control", "no-cache"), ("Content-Type", MediaType.ofFile(named: file.name)),
            ("X-Content-Type-Options", "nosniff"),
        ]
        if let known = request.head.value(.ifNoneMatch), EntityTag.matches(known, file.entityTag) {
            headers.removeLast(2)
            return Response(status: .notModified, headers: headers)
        }
        return Response(headers: headers, body: file.contents)
    }

    private func open(_ relative: String, _ maxBytes: Int) -> FileAccess.File? {
        let path = relative.isEmpty ? root : "\(root)/\(relative)"
        return FileAccess.read(path, maxBytes: maxBytes) ?? FileAccess.read("\(path)/index.html", maxBytes: maxBytes)
    }
}
