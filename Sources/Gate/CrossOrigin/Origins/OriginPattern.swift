/// What one entry of `origins` admits: a scheme, a host or all hosts below one, and a port or all ports.
struct OriginPattern: Hashable, Sendable {
    enum Port: Hashable, Sendable {
        /// The scheme's default.
        case standard
        case number(UInt16)
        /// Every port, the default included.
        case any
    }

    var scheme: String
    /// The host in canonical form, IPv6 in brackets; without the `*.` of a wildcard.
    var host: String
    /// Whether it admits the hosts below `host`, at any depth of one or more labels, and not `host` itself.
    var coversSubdomains: Bool
    var port: Port

    /// Whether it admits one origin only.
    var isExact: Bool { !coversSubdomains && port != .any }

    /// The pattern as an author writes it; for an exact one, the origin as a browser serialises it.
    var text: String {
        let name = "\(scheme)://\(coversSubdomains ? "*." : "")\(host)"
        switch port {
        case .standard: return name
        case .number(let number): return "\(name):\(number)"
        case .any: return "\(name):*"
        }
    }
}
