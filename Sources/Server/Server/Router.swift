internal import WayleaveHTTPWire

/// Finds what answers a path: an exact route, else the longest mounted prefix.
struct Router: Sendable {
    /// What a route does with a request.
    enum Handler: Sendable {
        case sync(@Sendable (Request) throws -> Response)
        case async(@Sendable (Request) async throws -> Response)
    }

    /// The handlers of one path.
    struct Entry: Sendable {
        var methods: [String: Handler] = [:]
        /// Answers methods without a handler of their own.
        var anyMethod: Handler?
        var webSocket: WebSocketRoute?

        /// The methods for the `Allow` field, in alphabetical order.
        var allow: String {
            var names = Set(methods.keys)
            if names.contains("GET") { names.insert("HEAD") }
            if webSocket != nil { names.insert("GET") }
            names.insert("OPTIONS")
            return names.sorted().joined(separator: ", ")
        }
    }

    enum Match {
        case entry(Entry)
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

    private var entries: [String: Entry] = [:]
    private var mounts: [(prefix: String, mount: any Mount)] = []
    private var directories: [(prefix: String, files: FileDirectory)] = []
    /// What answers paths that nothing else serves.
    var fallback: Entry?

    var allMounts: [any Mount] { mounts.map(\.mount) }

    mutating func add(_ method: HTTPMethod, _ path: String, _ handler: Handler) {
        entries[path, default: Entry()].methods[method.rawValue] = handler
    }

    mutating func add(_ path: String, _ route: WebSocketRoute) { entries[path, default: Entry()].webSocket = route }

    mutating func add(_ mount: any Mount) { mounts.append((mount.pathPrefix, mount)) }

    mutating func add(_ prefix: String, _ files: FileDirectory) {
        directories.append((prefix, files))
        directories.sort { $0.prefix.utf8.count > $1.prefix.utf8.count }
    }

    /// The mount that owns `path`, without looking at routes: mounts are few and asked first.
    func mount(at path: UnsafeRawBufferPointer) -> (any Mount)? {
        for (prefix, mount) in mounts where path.starts(with: prefix.utf8) && (prefix.utf8.last == 0x2F || path.count == prefix.utf8.count)
        {
            return mount
        }
        return nil
    }

    func match(_ path: UnsafeRawBufferPointer) -> Match {
        if let mount = mount(at: path) { return .mount(mount) }
        if let entry = entries[String(decoding: path, as: UTF8.self)] { return .entry(entry) }
        for (prefix, files) in directories where path.starts(with: prefix.utf8) { return .files(files, prefix: prefix.utf8.count) }
        return fallback.map { .entry($0) } ?? .nothing
    }
}
