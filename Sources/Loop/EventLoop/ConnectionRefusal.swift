/// Why a connection was closed as soon as it was accepted.
package enum ConnectionRefusal: String, Error, Sendable, CaseIterable {
    /// There are as many as there may be in all.
    case tooMany = "too-many"
    /// Its address has as many as one may have.
    case tooManyOfAddress = "too-many-of-address"
    /// Its address opens them too fast.
    case tooFast = "too-fast"
    /// The process, or the system, has no descriptor left.
    case noDescriptors = "no-descriptors"
    /// The listener is for declared proxies, and this peer is none.
    case untrustedProxy = "untrusted-proxy"
    /// A declared proxy sent no valid PROXY header, or none in time.
    case malformedProxyHeader = "malformed-proxy-header"
}
