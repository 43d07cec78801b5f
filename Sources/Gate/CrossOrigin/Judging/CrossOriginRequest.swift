/// What the gate needs to know of a request, for use under any HTTP framework.
public struct CrossOriginRequest: Sendable {
    /// The method, case-sensitive.
    public var method: String
    /// The values of all `Origin` fields, white space around them removed; browsers send at most one.
    public var origins: [String]
    /// The value of `Access-Control-Request-Method`, if present.
    public var requestedMethod: String?
    /// The values of all `Access-Control-Request-Headers` fields, as received.
    public var requestedHeaders: [String]
    /// Whether the request asks for an upgrade, such as a WebSocket handshake.
    public var isUpgrade: Bool
    /// The value of `Host` (or `:authority`), which tells the server's own pages from others; without it there are none.
    public var host: String?
    /// Whether the browser's connection is encrypted: over TLS that ends here, or at a proxy that is trusted to say so.
    public var isSecure: Bool

    /// Creates facts; leave out what the request does not have.
    public init(
        method: String, origins: [String] = [], requestedMethod: String? = nil, requestedHeaders: [String] = [], isUpgrade: Bool = false,
        host: String? = nil, isSecure: Bool = false
    ) {
        self.method = method
        self.origins = origins
        self.requestedMethod = requestedMethod
        self.requestedHeaders = requestedHeaders
        self.isUpgrade = isUpgrade
        self.host = host
        self.isSecure = isSecure
    }

    /// Calls `body` with borrowed views of the facts.
    func withFacts<Result>(_ body: (CrossOriginFacts) -> Result) -> Result {
        func view<Value>(_ text: String?, _ next: (UnsafeRawBufferPointer?) -> Value) -> Value {
            guard var text else { return next(nil) }
            // Never the null pointer that an empty buffer may have: an empty field is not an absent one.
            return text.withUTF8 { next(UnsafeRawBufferPointer($0)) }
        }
        return view(method) { method in
            view(origins.first) { origin in
                view(requestedMethod) { requestedMethod in
                    view(requestedHeaders.isEmpty ? nil : requestedHeaders.joined(separator: ",")) { requestedHeaders in
                        view(host) { host in
                            var facts = CrossOriginFacts(method: method ?? UnsafeRawBufferPointer(start: nil, count: 0), origin: origin)
                            facts.originCount = origins.count
                            facts.requestedMethod = requestedMethod
                            facts.requestedHeaders = requestedHeaders
                            facts.isUpgrade = isUpgrade
                            facts.host = host
                            facts.isSecure = isSecure
                            return body(facts)
                        }
                    }
                }
            }
        }
    }
}
