/// A declaration that proxies in front speak the truth about the browser's connection, and in which fields.
///
/// Undeclared, forwarded fields are ignored: anyone can send them. Declared, the proxy must *set* them and drop what a client sent; of a list
/// only the last entry, which the nearest proxy added, is read.
public struct TrustedForwarding: Sendable, Equatable {
    /// Which fields tell of the browser's connection.
    public enum Fields: String, Sendable, CaseIterable {
        /// `X-Forwarded-Proto` and `X-Forwarded-Host`.
        case xForwarded = "x-forwarded"
        /// `Forwarded`, its `proto` and `host` (RFC 7239 § 5).
        case forwarded
    }

    /// Which fields are read.
    public var fields: Fields
    /// The IP addresses of the proxies, as the server sees them; requests from elsewhere are taken as they are. Empty trusts every peer.
    public var proxies: [String]

    /// Trusts `fields` of requests that come from `proxies`; by default from this machine itself.
    public init(_ fields: Fields, from proxies: [String] = ["127.0.0.1", "::1", "::ffff:127.0.0.1"]) {
        self.fields = fields
        self.proxies = proxies
    }

    /// The names of the fields read, in lower case.
    public var fieldNames: [String] {
        switch fields {
        case .xForwarded: ["x-forwarded-proto", "x-forwarded-host"]
        case .forwarded: ["forwarded"]
        }
    }

    /// What the browser asked for: the `host` and `isSecure` received, or what a trusted peer says instead.
    ///
    /// - Parameters:
    ///   - peer: the IP address the connection came from.
    ///   - values: all values of a field by name, in order.
    /// - Returns: the host and whether the browser's connection is encrypted; what is not said, or said unreadably, stays as received.
    public func resolve(
        host: String?, isSecure: Bool, peer: String?, _ values: (_ name: String) -> [String]
    ) -> (host: String?, isSecure: Bool) {
        guard proxies.isEmpty || peer.map(proxies.contains) == true else { return (host, isSecure) }
        var proto: String?
        var forwardedHost: String?
        switch fields {
        case .xForwarded:
            proto = TrustedForwarding.lastElement(of: values("x-forwarded-proto"))
            forwardedHost = TrustedForwarding.lastElement(of: values("x-forwarded-host"))
        case .forwarded:
            for pair in (TrustedForwarding.lastElement(of: values("forwarded")) ?? "").split(separator: ";") {
                let parts = pair.split(separator: "=", maxSplits: 1).map(TrustedForwarding.trimmed)
                guard parts.count == 2 else { continue }
                let value = parts[1].hasPrefix("\"") && parts[1].hasSuffix("\"") ? String(parts[1].dropFirst().dropLast()) : parts[1]
                switch ByteText.lowercased(parts[0]) {
                case "proto": proto = value
                case "host": forwardedHost = value
                default: break
                }
            }
        }
        let secure =
            switch proto.map({ ByteText.lowercased($0) }) {
            case "https", "wss": true
            case "http", "ws": false
            default: isSecure
            }
        guard let name = forwardedHost, let parts = HostPattern.split(ByteText.lowercased(name)[...]),
            case .tuple? = Origin("https://\(parts.host)")
        else { return (host, secure) }
        return (name, secure)
    }

    private static func lastElement(of values: [String]) -> String? {
        values.last?.split(separator: ",").last.map(trimmed)
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text.drop { $0 == " " || $0 == "\t" }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return String(text)
    }
}
