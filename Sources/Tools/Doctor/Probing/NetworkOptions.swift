/// How connections are made.
package struct NetworkOptions: Sendable {
    /// Whether HTTP/2 is offered over TLS; preflights and requests then look as a browser's do. Handshakes always use HTTP/1.1.
    package var usesHTTP2 = true
    /// Whether certificates go unchecked; a browser would check them.
    package var isInsecure = false
    /// A PEM file of certificate authorities to trust; `nil` trusts the system's.
    package var certificateAuthorities: String?
    /// `HOST:PORT:ADDRESS:PORT`: connects to another place than the URL says, as libcurl's `CURLOPT_CONNECT_TO`.
    package var connectTo: [String] = []

    /// Creates the defaults.
    package init() {}
}
