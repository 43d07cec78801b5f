import WayleaveEventLoop
import WayleaveHTTPWire
import WayleaveServer

/// The client's bundles: exactly the files that the reference serves, read once when the server is made.
struct ClientFiles: Sendable {
    /// The most bytes of one file: 8 MiB, far above the largest source map.
    private static let maxFileBytes = 8 * 1024 * 1024
    private static let bundles = ["socket.io.js", "socket.io.min.js", "socket.io.msgpack.min.js", "socket.io.esm.min.js"]
    private static let names = bundles + bundles.map { $0 + ".map" }

    /// By name; `nil` for one that the directory does not have.
    private let files: [String: CachedFile?]

    /// - Throws: a fault unless `directory` has at least one of the files.
    init(_ directory: String) throws(ServerConfigurationError) {
        _ = try FileDirectory(directory)
        var files: [String: CachedFile?] = [:]
        for name in Self.names {
            let type = name.hasSuffix(".map") ? "application/json; charset=utf-8" : "application/javascript; charset=utf-8"
            files.updateValue(
                CachedFile("\(directory)/\(name)", contentType: type, cacheControl: "public, max-age=0", maxBytes: Self.maxFileBytes),
                forKey: name)
        }
        guard files.values.contains(where: { $0 != nil }) else {
            throw ServerConfigurationError([
                .init(
                    "client-bundle-missing", "`\(directory)` holds none of the client's files (\(Self.bundles.joined(separator: ", ")))",
                    "name the `client-dist` of the package socket.io, or the `dist` of socket.io-client")
            ])
        }
        self.files = files
    }

    /// The answer to a request for one of the files; `nil` for any other request.
    ///
    /// - Parameter prefix: the length of the server's path with the slash it ends with.
    func respond(to request: Request, dropping prefix: Int, on loop: EventLoop) -> Response? {
        let path = request.path
        guard path.utf8.count > prefix, let file = files[String(path.utf8.dropFirst(prefix)) ?? ""] else { return nil }
        guard let file else { return .problem(.notFound, "The directory of the client's files does not have this one.") }
        return file.respond(to: request, on: loop)
    }
}
