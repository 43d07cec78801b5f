internal import WayleaveEventLoop

/// What a stopping server still waits for.
struct DrainProgress: Sendable, CustomStringConvertible {
    /// Connections, WebSockets among them.
    private(set) var all = 0
    private(set) var webSockets = 0
    /// HTTP connections with a request that was begun and not answered.
    private(set) var requests = 0

    init() {}

    /// What one loop has left. On the loop.
    init(_ context: LoopContext) {
        all = context.openCount
        webSockets = context.webSocketCount
        requests = context.loop.connections.count { ($0.handler as? HTTPConnection)?.isAtWork ?? false }
    }

    mutating func add(_ other: DrainProgress) {
        all += other.all
        webSockets += other.webSockets
        requests += other.requests
    }

    var description: String { "\(all) connections, of which \(webSockets) WebSockets and \(requests) requests at work" }

    var metadata: [String: String] { ["connections": "\(all)", "websockets": "\(webSockets)", "requests": "\(requests)"] }
}
