internal import WayleaveHTTPWire

/// What answers which paths, while a server is put together: mounted prefixes, exact routes, directories of files.
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
    struct Mounted: Sendable {
        let mount: any Mount
        /// Its place in ``labels``.
        let route: Int
        /// The path as the mount writes it, where it was found regardless of case.
        var path: [UInt8]?
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
    private(set) var entries = PathTable<RouteEntry>()
    private(set) var mounts: [(prefix: [UInt8], mount: any Mount, route: Int)] = []
    private(set) var foldedMounts: [(path: String, mount: any Mount, route: Int)] = []
    private(set) var directories: [(prefix: [UInt8], files: FileDirectory, route: Int)] = []
    /// What answers paths that nothing else serves.
    private(set) var fallback: RouteEntry?

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
        let exact = mount.exactPathsIgnoringCase
        guard exact.isEmpty else {
            foldedMounts += exact.map { ($0, mount, route) }
            return
        }
        for prefix in [mount.pathPrefix] + mount.furtherPathPrefixes { mounts.append((Array(prefix.utf8), mount, route)) }
    }

    mutating func add(_ prefix: String, _ files: FileDirectory) {
        directories.append((Array(prefix.utf8), files, label(prefix + "*")))
        directories.sort { $0.prefix.count > $1.prefix.count }
    }

    /// The place of a path's label, a new one if it has none yet and there is room.
    private mutating func label(_ path: String, isSession: Bool = false) -> Int {
        if let index = labels.firstIndex(where: { $0.text == path }) { return index }
        guard labels.count < Self.maximumLabels else { return 1 }
        labels.append(Label(text: path, isSession: isSession))
        return labels.count - 1
    }
}
