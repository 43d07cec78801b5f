/// An `OriginPattern` with a wildcard, in bytes, ready to compare.
struct WildcardMatcher: Sendable {
    private let scheme: [UInt8]
    /// The whole host, or the host with a leading dot that admitted hosts end with.
    private let host: [UInt8]
    private let coversSubdomains: Bool
    /// The admitted port; `nil` for every port, 0 for the default.
    private let port: UInt16?

    init(_ pattern: OriginPattern) {
        scheme = Array(pattern.scheme.utf8)
        host = Array((pattern.coversSubdomains ? "." + pattern.host : pattern.host).utf8)
        coversSubdomains = pattern.coversSubdomains
        port =
            switch pattern.port {
            case .any: nil
            case .standard: 0
            case .number(let number): number
            }
    }

    /// Whether the valid origin `bytes`, split into `parts`, is admitted.
    ///
    /// As `OriginSyntax` has refused empty labels, a longer host that ends with the dotted suffix has at least one whole label before it.
    func admits(_ bytes: UnsafeRawBufferPointer, _ parts: OriginSyntax.Parts) -> Bool {
        if let port, port != parts.port { return false }
        guard ByteText.equal(ByteText.slice(bytes, 0, parts.schemeEnd), scheme) else { return false }
        let name = ByteText.slice(bytes, parts.hostStart, parts.hostEnd)
        guard coversSubdomains else { return ByteText.equal(name, host) }
        return parts.hostKind == .domain && name.count > host.count && ByteText.hasSuffix(name, host)
    }
}
