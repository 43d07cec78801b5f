/// What is served at an address, and so what a client does with it.
package enum TargetKind: String, Sendable, CaseIterable {
    /// Found out by asking.
    case auto
    /// `fetch` or `XMLHttpRequest`.
    case fetch
    /// A Socket.IO client: polling first, then a WebSocket.
    case socketio
    /// A SignalR client: negotiate, then a transport.
    case signalr
    /// `new WebSocket`.
    case websocket
    /// `new EventSource`.
    case sse
}
