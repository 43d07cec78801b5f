/// The methods that servers branch on, recognised while the request line is read.
package enum RequestMethodKind: UInt8, Sendable {
    case get, head, post, put, delete, options, patch, connect, trace, other
}
