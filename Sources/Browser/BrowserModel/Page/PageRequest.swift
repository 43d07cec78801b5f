/// The ways in which a page causes requests.
public enum PageRequest: Sendable, Hashable {
    /// `fetch(url, {…})`.
    case fetch(FetchCall)
    /// An `XMLHttpRequest`.
    case xhr(XHRCall)
    /// `new EventSource(url, {withCredentials})`.
    case eventSource(url: String, withCredentials: Bool)
    /// `new WebSocket(url, protocols)`.
    case webSocket(url: String, protocols: [String])
    /// `navigator.sendBeacon(url, body)`.
    case beacon(url: String, body: RequestBody?)
    /// An element that loads something.
    case element(ElementLoad)

    /// The address as written.
    public var url: String {
        switch self {
        case .fetch(let call): call.url
        case .xhr(let call): call.url
        case .eventSource(let url, _), .webSocket(let url, _), .beacon(let url, _): url
        case .element(let load): load.url
        }
    }
}
