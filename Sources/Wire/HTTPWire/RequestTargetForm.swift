/// The four forms of a request target (RFC 9112 § 3.2).
package enum RequestTargetForm: UInt8, Sendable {
    /// `/path?query`
    case origin
    /// `http://host/path?query`
    case absolute
    /// `host:port`, only with CONNECT
    case authority
    /// `*`, only with OPTIONS
    case asterisk
}
