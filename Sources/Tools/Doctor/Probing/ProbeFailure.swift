/// Why an exchange did not end well.
package enum ProbeFailure: Sendable, Hashable {
    /// The host has no address.
    case unresolved(String)
    /// Nobody listens, or the network is unreachable.
    case refused(String)
    /// TLS: a certificate that does not match, is expired or unknown; a protocol or an alert.
    case tls(String)
    /// Nothing (more) came in time; the seconds that were waited.
    case timedOut(seconds: Int)
    /// The connection was closed or reset before the answer was whole.
    case closed(String)
    /// What came is no HTTP.
    case noHTTP(String)
    /// More header bytes or lines than a browser takes.
    case tooManyHeaders(String)
    /// The doctor's own bound on requests or time was reached before.
    case notSent(String)
    /// Anything else, in libcurl's words.
    case other(String)

    /// A sentence without a full stop.
    package var text: String {
        switch self {
        case .unresolved(let why): "the host has no address (\(why))"
        case .refused(let why): "no connection (\(why))"
        case .tls(let why): "TLS failed (\(why))"
        case .timedOut(let seconds): "no whole answer within \(seconds) s"
        case .closed(let why): "the connection ended before the answer was whole (\(why))"
        case .noHTTP(let why): "the answer is no HTTP (\(why))"
        case .tooManyHeaders(let why): "the answer's header is too large (\(why))"
        case .notSent(let why): "not sent: \(why)"
        case .other(let why): why
        }
    }

    /// Whether no connection to a server came about.
    var isUnreachable: Bool {
        switch self {
        case .unresolved, .refused, .tls: true
        default: false
        }
    }
}
