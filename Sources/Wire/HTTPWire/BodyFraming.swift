/// How the end of a request's body is found (RFC 9112 § 6.3).
package enum BodyFraming: Sendable, Equatable {
    /// There is no body.
    case none
    /// The body has this many bytes, at most 10^17.
    case length(Int)
    /// The body comes in chunks; read it with ``ChunkedBodyDecoder``.
    case chunked
}
