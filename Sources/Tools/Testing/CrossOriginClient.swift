internal import WayleaveDoctor

/// What the page uses to talk to the server.
public enum CrossOriginClient: Sendable, Hashable {
    /// `fetch` or `XMLHttpRequest`.
    case fetch
    /// `new EventSource`.
    case eventSource
    /// `new WebSocket`.
    case webSocket
    /// The official Socket.IO client.
    case socketIO
    /// The official SignalR client.
    case signalR

    var kind: TargetKind {
        switch self {
        case .fetch: .fetch
        case .eventSource: .sse
        case .webSocket: .websocket
        case .socketIO: .socketio
        case .signalR: .signalr
        }
    }
}
