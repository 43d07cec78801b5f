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
        var webSocket: WebSocketRoute?
        /// Its place in ``labels``.
        var route = 0

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
    private var entries: [String: Entry] = [:]
    private var mounts: [(prefix: String, mount: any Mount, route: Int)] = []
    private var directories: [(prefix: String, files: FileDirectory, route: Int)] = []

    var allMounts: [any Mount] { mounts.map(\.mount) }

    mutating func add(_ method: HTTPMethod, _ path: String, _ handler: Handler) {
        change(path) { $0.methods[method.rawValue] = handler }
    }

    mutating func add(_ path: String, _ route: WebSocketRoute) { change(path) { $0.webSocket = route } }

    private mutating func change(_ path: String, _ body: (inout Entry) -> Void) {
        var entry = entries[path] ?? Entry(route: label(path))
        body(&entry)
        entries[path] = entry
    }

    private mutating func label(_ path: String, isSession: Bool = false) -> Int {
        guard labels.count < Self.maximumLabels else { return 1 }
        labels.append(Label(text: path, isSession: isSession))
        return labels.count - 1
    }

    mutating func add(_ mount: any Mount) {
        mounts.append((mount.pathPrefix, mount, label(mount.pathPrefix, isSession: true)))
    }

    mutating func add(_ prefix: String, _ files: FileDirectory) {
        directories.append((prefix, files, label(prefix + "*")))
        directories.sort { $0.prefix.utf8.count > $1.prefix.utf8.count }
    }

    /// The mount that owns `path`, without looking at routes: mounts are few and asked first.
    func mount(at path: UnsafeRawBufferPointer) -> (any Mount)? { mountAndRoute(at: path)?.mount }

    private func mountAndRoute(at path: UnsafeRawBufferPointer) -> (mount: any Mount, route: Int)? {
        for (prefix, mount, route) in mounts
        where path.starts(with: prefix.utf8) && (prefix.utf8.last == 0x2F || path.count == prefix.utf8.count) {
            return (mount, route)
        }
        return nil
    }

    /// What answers `path`, and its place in ``labels``.
    func match(_ path: UnsafeRawBufferPointer) -> (match: Match, route: Int) {
        if let (mount, route) = mountAndRoute(at: path) { return (.mount(mount), route) }
        if let entry = entries[String(decoding: path, as: UTF8.self)] { return (.entry(entry), entry.route) }
        for (prefix, files, route) in directories where path.starts(with: prefix.utf8) {
            return (.files(files, prefix: prefix.utf8.count), route)
        }
        return (.nothing, 0)
    }
}
