package import WayleaveEventLoop
internal import WayleaveHTTPWire

/// A directory whose files are served below a prefix, with nothing outside it reachable.
package struct FileDirectory: Sendable {
    private let root: String
    /// With all links resolved.
    private let realRoot: String
    private let options: FileOptions

    /// - Throws: ``ServerConfigurationError`` when `root` is no readable directory, or an option is no value of its field.
    package init(_ root: String, _ options: FileOptions = FileOptions()) throws(ServerConfigurationError) {
        var faults: [ServerConfigurationError.Fault] = []
        if !FilePath.isDirectory(root) {
            faults.append(.init("directory-unreadable", "`\(root)` is not a readable directory", "name one that exists, or leave it out"))
        }
        if let cacheControl = options.cacheControl, !ResponseHeadEncoder.isFieldValue(cacheControl) {
            faults.append(
                .init("cache-control-malformed", "`\(cacheControl.debugDescription)` is no field value", "leave control characters out"))
        }
        if let index = options.index, index.isEmpty || index.contains("/") {
            faults.append(.init("index-not-a-name", "the index `\(index)` is not the name of a file", "write, for instance, `index.html`"))
        }
        guard faults.isEmpty, let realRoot = FilePath.real(root) else { throw ServerConfigurationError(faults) }
        var root = root
        while root.count > 1, root.hasSuffix("/") { root.removeLast() }
        self.root = root
        self.realRoot = realRoot
        self.options = options
    }

    /// Answers GET and HEAD for the file that the path names after a prefix of `prefix` bytes.
    ///
    /// - Parameter prefix: the length of the prefix with the slash it ends with.
    package func respond(to request: Request, dropping prefix: Int, on loop: EventLoop, maxFileBytes: Int) -> Response {
        let kind = request.head.layout.methodKind
        guard kind == .get || kind == .head else {
            return kind == .options
                ? Response(status: .noContent, headers: [("Allow", "GET, HEAD, OPTIONS")])
                : .problem(.methodNotAllowed, "Files are only read.", headers: [("Allow", "GET, HEAD, OPTIONS")])
        }
        let relative = request.head.withPath {
            StaticPath.relative(UnsafeRawBufferPointer(rebasing: $0.dropFirst(prefix - 1)), allowsHidden: options.servesHiddenFiles)
        }
        guard let relative else { return Self.notFound }
        var path = relative.isEmpty ? root : "\(root)/\(relative)"
        var finding = OpenFile.find(path)
        if case .directory = finding {
            guard let index = options.index else { return Self.notFound }
            // Links relative to a page work only below its directory's slash.
            if !relative.isEmpty, !relative.hasSuffix("/") { return Self.addSlash(request) }
            path = relative.isEmpty ? "\(root)/\(index)" : "\(path)\(index)"
            finding = OpenFile.find(path)
        }
        guard case .file(let file) = finding, file.size <= maxFileBytes, isAllowed(file, path) else { return Self.notFound }
        return FileResponse(file: file, mediaType: MediaType.ofFile(named: path), options: options, loop: loop).answer(request.head)
    }

    private static var notFound: Response { .problem(.notFound, "Nothing is served at this path.") }

    /// Sends the browser to the same path with a slash; on this server by its form, as the path begins with exactly one slash.
    private static func addSlash(_ request: Request) -> Response {
        guard !request.path.hasPrefix("//") else { return notFound }
        let query = request.query.isEmpty ? "" : "?\(request.query)"
        return .problem(.permanentRedirect, "This is a directory.", headers: [("Location", "\(request.path)/\(query)")])
    }

    /// Whether the opened file is where it may be. The open file is asked, not its path, so that nothing can change in between.
    private func isAllowed(_ file: OpenFile, _ path: String) -> Bool {
        switch options.symbolicLinks {
        case .dangerouslyAll: true
        case .withinDirectory: file.realPath?.hasPrefix(realRoot == "/" ? "/" : realRoot + "/") ?? false
        case .none: file.realPath == (realRoot == "/" ? "" : realRoot) + path.dropFirst(root == "/" ? 0 : root.count)
        }
    }
}
