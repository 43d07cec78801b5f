internal import WayleaveHTTPWire

/// The handlers of one path, immutable; a reference, so that finding it copies nothing.
final class RouteEntry: Sendable {
    /// By `RequestMethodKind`; the last one is unused.
    private let known: [Router.Handler?]
    /// Methods of other names.
    private let others: [String: Router.Handler]
    /// Answers methods without a handler of their own.
    private let anyMethod: Router.Handler?
    let webSocket: WebSocketRoute?
    /// The methods for the `Allow` field, in alphabetical order.
    let allow: String
    private let names: Set<String>
    /// Its place in ``Router/labels``.
    let route: Int
    /// Whether any of the handlers takes bodies as they arrive.
    let takesUploads: Bool

    convenience init(route: Int) {
        self.init(
            known: [Router.Handler?](repeating: nil, count: Int(RequestMethodKind.other.rawValue) + 1), others: [:], anyMethod: nil,
            webSocket: nil,
            names: [], route: route)
    }

    private init(
        known: [Router.Handler?], others: [String: Router.Handler], anyMethod: Router.Handler?, webSocket: WebSocketRoute?,
        names: Set<String>, route: Int
    ) {
        self.known = known
        self.others = others
        self.anyMethod = anyMethod
        self.webSocket = webSocket
        self.names = names
        self.route = route
        takesUploads = (known + Array(others.values) + [anyMethod]).contains { if case .upload = $0 { true } else { false } }
        var all = names
        if all.contains("GET") { all.insert("HEAD") }
        if webSocket != nil { all.insert("GET") }
        all.insert("OPTIONS")
        allow = all.sorted().joined(separator: ", ")
    }

    func adding(_ handler: Router.Handler, for method: HTTPMethod) -> RouteEntry {
        var known = known
        var others = others
        if let kind = RequestMethodKind(method) { known[Int(kind.rawValue)] = handler } else { others[method.rawValue] = handler }
        return RouteEntry(
            known: known, others: others, anyMethod: anyMethod, webSocket: webSocket, names: names.union([method.rawValue]),
            route: self.route)
    }

    func adding(anyMethod handler: Router.Handler) -> RouteEntry {
        RouteEntry(known: known, others: others, anyMethod: handler, webSocket: webSocket, names: names, route: self.route)
    }

    func adding(_ route: WebSocketRoute) -> RouteEntry {
        RouteEntry(known: known, others: others, anyMethod: anyMethod, webSocket: route, names: names, route: self.route)
    }

    /// The handler for a method; GET's for HEAD without one of its own.
    func handler(_ kind: RequestMethodKind, _ head: RequestHead) -> Router.Handler? {
        if kind == .other { return others[head.method.rawValue] ?? anyMethod }
        return known[Int(kind.rawValue)] ?? (kind == .head ? known[Int(RequestMethodKind.get.rawValue)] : nil) ?? anyMethod
    }

    var answersGet: Bool { known[Int(RequestMethodKind.get.rawValue)] != nil || anyMethod != nil }
}

extension RequestMethodKind {
    /// The kind of a method that has one of its own.
    fileprivate init?(_ method: HTTPMethod) {
        switch method {
        case .get: self = .get
        case .head: self = .head
        case .post: self = .post
        case .put: self = .put
        case .delete: self = .delete
        case .options: self = .options
        case .patch: self = .patch
        case .connect: self = .connect
        case .trace: self = .trace
        default: return nil
        }
    }
}
