/// What the gate needs to know of a request, as borrowed views of the bytes received; valid only while those are.
package struct CrossOriginFacts {
    /// The method, case-sensitive.
    package var method: UnsafeRawBufferPointer
    /// The value of the first `Origin` field without white space around it; `nil` without the field.
    package var origin: UnsafeRawBufferPointer?
    /// The number of `Origin` fields; more than one is refused.
    package var originCount: Int
    /// The value of `Access-Control-Request-Method`; `nil` without the field.
    package var requestedMethod: UnsafeRawBufferPointer?
    /// The value of the first `Access-Control-Request-Headers` field; `nil` without the field.
    package var requestedHeaders: UnsafeRawBufferPointer?
    /// The values of further such fields, of which browsers send none; an empty array costs nothing.
    package var moreRequestedHeaders: [UnsafeRawBufferPointer] = []
    /// Whether the request asks to leave HTTP (a WebSocket handshake).
    package var isUpgrade = false
    /// The value of `Host`; `nil` without the field.
    package var host: UnsafeRawBufferPointer?
    /// Whether the request came over TLS.
    package var isSecure = false
    /// What predicates said of the origin, if they were asked already; `nil` if not.
    package var lookedUp: LookupOutcome?

    /// Creates facts of a request that has at most an Origin; set the rest as the fields are met.
    @inlinable
    package init(method: UnsafeRawBufferPointer, origin: UnsafeRawBufferPointer? = nil) {
        self.method = method
        self.origin = origin
        originCount = origin == nil ? 0 : 1
    }
}
