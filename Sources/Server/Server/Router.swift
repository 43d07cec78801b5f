internal import WayleaveHTTPWire

/// Finds what answers a path: a mounted prefix, else an exact route, else a directory of files.
struct Router: Sendable {
    /// What a route does with a request.
    enum Handler: Sendable {
        case sync(@Sendable (Request) throws -> Response)
        case async(@Sendable (Request) async throws -> Response)
        case upload(UploadRoute)
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

        /// Whether a request with this head is answered by something that might want its body.
        func mayWantBody(_ head: RequestHead) -> Bool {
            switch self {
            case .entry(let entry): entry.handler(head.layout.methodKind, head) != nil
            case .mount: true
            case .files, .nothing: false
            }
        }

        /// The route that takes the body of a request with this head as it arrives, if it is one.
        func upload(_ head: RequestHead) -> UploadRoute? {
            guard case .entry(let entry) = self, entry.takesUploads, case .upload(let upload) = entry.handler(head.layout.methodKind, head)
            else { return nil }
            return upload
        }
    }

    /// What a mount's prefix leads to.
    struct Mounted {
        let mount: any Mount
        /// Its place in ``labels``.
        let route: Int
    }

    /// A route as counters name it.
    struct Label: Sendable {
        let text: String
        /// Whether a mount answers it, whose plain requests are polls.
        var isSession = false
    }

    /// The most routes that are counted by name; all others share one label.
    private static let maximumLabels = 256

    /// The routes as counters name them; the first is for paths that nothing answers.
    private(set) var labels = [Label(text: "(none)"), Label(text: "(other)")]
    private var entries = PathTable<RouteEntry>()
    private var mounts: [(prefix: [UInt8], mount: any Mount, route: Int)] = []
    private var mountPrefixes = PrefixList()
    private var directories: [(prefix: [UInt8], files: FileDirectory, route: Int)] = []
    private var directoryPrefixes = PrefixList()
    /// What answers paths that nothing else serves.
    private var fallback: RouteEntry?

    /// Each once, although it may have several prefixes.
    private(set) var allMounts: [any Mount] = []

    mutating func add(_ method: HTTPMethod, _ path: String, _ handler: Handler) {
        let route = label(path)
        entries.update(path) { ($0 ?? RouteEntry(route: route)).adding(handler, for: method) }
    }

    mutating func add(_ path: String, _ webSocket: WebSocketRoute) {
        let route = label(path)
        entries.update(path) { ($0 ?? RouteEntry(route: route)).adding(webSocket) }
    }

    // Whatever the fallback answers counts as "(none)": its paths are the peers' invention.
    mutating func addFallback(_ handler: Handler) { fallback = (fallback ?? RouteEntry(route: 0)).adding(anyMethod: handler) }

    mutating func addFallback(_ route: WebSocketRoute) { fallback = (fallback ?? RouteEntry(route: 0)).adding(route) }

    mutating func add(_ mount: any Mount) {
        allMounts.append(mount)
        let route = label(mount.pathPrefix, isSession: true)
        for prefix in [mount.pathPrefix] + mount.furtherPathPrefixes { mounts.append((Array(prefix.utf8), mount, route)) }
        mountPrefixes.set(mounts.map(\.prefix))
    }

    mutating func add(_ prefix: String, _ files: FileDirectory) {
        directories.append((Array(prefix.utf8), files, label(prefix + "*")))
        directories.sort { $0.prefix.count > $1.prefix.count }
        directoryPrefixes.set(directories.map(\.prefix))
    }

    /// The place of a path's label, a new one if it has none yet and there is room.
    private mutating func label(_ path: String, isSession: Bool = false) -> Int {
        if let index = labels.firstIndex(where: { $0.text == path }) { return index }
        guard labels.count < Self.maximumLabels else { return 1 }
        labels.append(Label(text: path, isSession: isSession))
        return labels.count - 1
    }

    /// The mount that owns `path`: mounts are few and asked first.
    func mount(at path: UnsafeRawBufferPointer) -> Mounted? {
        guard let index = mountPrefixes.first(of: path, wholeSegments: true) else { return nil }
        return Mounted(mount: mounts[index].mount, route: mounts[index].route)
    }

    /// What answers `path`, which no mount owns, and its place in ``labels``.
    func match(_ path: UnsafeRawBufferPointer) -> (match: Match, route: Int) {
        if let entry = entries[path] { return (.entry(entry), entry.route) }
        if let index = directoryPrefixes.first(of: path, wholeSegments: false) {
            return (.files(directories[index].files, prefix: directories[index].prefix.count), directories[index].route)
        }
        return (fallback.map { .entry($0) } ?? .nothing, 0)
    }
}
