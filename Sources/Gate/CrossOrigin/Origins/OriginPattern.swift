/// What one entry of `origins` admits: a scheme, a host or hosts below one, and one port, some or all.
struct OriginPattern: Hashable, Sendable {
    /// Which hosts below `host` are meant.
    enum Depth: Hashable, Sendable {
        /// None: the host itself.
        case itself
        /// Those with exactly one more label: `{label}.`.
        case oneLabel
        /// Those with one more label or several: `*.`.
        case anyDepth

        /// How an author writes it before the host.
        var text: String {
            switch self {
            case .itself: ""
            case .oneLabel: "{label}."
            case .anyDepth: "*."
            }
        }
    }

    enum Port: Hashable, Sendable {
        /// The scheme's default.
        case standard
        case number(UInt16)
        /// Ranges, one port or more each.
        case ranges(PortRanges)
        /// Every port, the default included.
        case any
    }

    var scheme: String
    /// The host in canonical form, IPv6 in brackets; without the `*.` or `{label}.` of a wildcard.
    var host: String
    var depth: Depth
    var port: Port

    /// Whether it admits hosts below `host`, and not `host` itself.
    var coversSubdomains: Bool { depth != .itself }

    /// Whether it admits one origin only.
    var isExact: Bool {
        switch port {
        case .standard, .number: depth == .itself
        case .ranges, .any: false
        }
    }

    /// The pattern as an author writes it; for an exact one, the origin as a browser serialises it.
    var text: String {
        let name = "\(scheme)://\(depth.text)\(host)"
        switch port {
        case .standard: return name
        case .number(let number): return "\(name):\(number)"
        case .ranges(let ranges): return "\(name):\(ranges.text)"
        case .any: return "\(name):*"
        }
    }

    /// Whether an origin of this scheme with this explicit port, `nil` for the default, has an admitted port.
    func admits(port: UInt16?) -> Bool {
        switch self.port {
        case .any: return true
        case .standard: return port == nil
        case .number(let number): return port == number
        case .ranges(let ranges):
            let standard = Array(scheme.utf8).withUnsafeBytes(OriginSyntax.defaultPort)
            return (port ?? standard).map(ranges.contains) ?? false
        }
    }

    /// Whether every origin that `other` admits is admitted by this.
    func covers(_ other: OriginPattern) -> Bool {
        guard scheme == other.scheme, covers(portsOf: other) else { return false }
        switch depth {
        case .itself: return other.depth == .itself && host == other.host
        case .oneLabel:
            if other.depth == .oneLabel { return host == other.host }
            let label = other.host.dropLast(host.utf8.count + 1)
            return other.depth == .itself && other.host.hasSuffix("." + host) && !label.utf8.contains(UInt8(ascii: "."))
        case .anyDepth: return other.host.hasSuffix("." + host) || other.depth != .itself && other.host == host
        }
    }

    private func covers(portsOf other: OriginPattern) -> Bool {
        switch other.port {
        case .any: port == .any
        case .standard: admits(port: nil)
        case .number(let number): admits(port: number)
        case .ranges(let ranges): port == .any || port == other.port || ranges.ports(atMost: 1024)?.allSatisfy(admitsListed) == true
        }
    }

    /// As `admits(port:)`, but the default port may be spelt out.
    private func admitsListed(_ port: UInt16) -> Bool {
        admits(port: port == Array(scheme.utf8).withUnsafeBytes(OriginSyntax.defaultPort) ? nil : port)
    }
}
