internal import WayleaveHTTPWire

/// Finds what answers a path: a mounted prefix, else an exact route, else a directory of files.
struct Router: Sendable {
    /// What a route does with a request.
    enum Handler: Sendable {
        case sync(@Sendable (Request) throws -> Response)
        case async(@Sendable (Request) async throws -> Response)
    }

    enum Match {
        case entry(RouteEntry)
        case mount(any Mount)
        case files(FileDirectory, prefix: Int)
        case nothing

        /// Whether a WebSocket handshake would be answered as one.
        var takesWebSockets: Bool {
            switch self {
            case .entry(let entry): entry.webSocket != nil
            case .mount: true
            case .files, .nothing: false
            }
        }
    }

    private var entries = PathTable<RouteEntry>()
    private var mounts: [(prefix: [UInt8], mount: any Mount)] = []
    private var directories: [(prefix: [UInt8], files: FileDirectory)] = []
    /// What answers paths that nothing else serves.
    private var fallback: RouteEntry?

    var allMounts: [any Mount] { mounts.map(\.mount) }

    mutating func add(_ method: HTTPMethod, _ path: String, _ handler: Handler) {
        entries.update(path) { ($0 ?? RouteEntry()).adding(handler, for: method) }
    }

    mutating func add(_ path: String, _ route: WebSocketRoute) { entries.update(path) { ($0 ?? RouteEntry()).adding(route) } }

    mutating func addFallback(_ handler: Handler) { fallback = (fallback ?? RouteEntry()).adding(anyMethod: handler) }

    mutating func addFallback(_ route: WebSocketRoute) { fallback = (fallback ?? RouteEntry()).adding(route) }

    mutating func add(_ mount: any Mount) { mounts.append((Array(mount.pathPrefix.utf8), mount)) }

    mutating func add(_ prefix: String, _ files: FileDirectory) {
        directories.append((Array(prefix.utf8), files))
        directories.sort { $0.prefix.count > $1.prefix.count }
    }

    /// The mount that owns `path`: mounts are few and asked first.
    func mount(at path: UnsafeRawBufferPointer) -> (any Mount)? {
        for (prefix, mount) in mounts where Self.begins(path, with: prefix) && (prefix.last == 0x2F || path.count == prefix.count) {
            return mount
        }
        return nil
    }

    /// What answers `path`, which no mount owns.
    func match(_ path: UnsafeRawBufferPointer) -> Match {
        if let entry = entries[path] { return .entry(entry) }
        for (prefix, files) in directories where Self.begins(path, with: prefix) { return .files(files, prefix: prefix.count) }
        return fallback.map { .entry($0) } ?? .nothing
    }

    private static func begins(_ path: UnsafeRawBufferPointer, with prefix: [UInt8]) -> Bool {
        guard path.count >= prefix.count else { return false }
        return prefix.withUnsafeBytes { PathTable<RouteEntry>.equal(UnsafeRawBufferPointer(rebasing: path[..<prefix.count]), $0) }
    }
}
