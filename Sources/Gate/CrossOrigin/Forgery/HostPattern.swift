/// One entry of `allowedHosts`: a host or all hosts below one, and a port or every port.
struct HostPattern: Sendable, Equatable {
    let host: String
    let coversSubdomains: Bool
    let port: String?

    /// Reads an entry; `nil` if it is no host.
    init?(_ text: String) {
        var text = text[...]
        let coversSubdomains = text.hasPrefix("*.")
        if coversSubdomains { text = text.dropFirst(2) }
        guard let (host, port) = HostPattern.split(text), !host.isEmpty, host == ByteText.lowercased(host) else { return nil }
        // As the host of an origin it must be what browsers write.
        guard case .tuple? = Origin("https://\(host)"), !(coversSubdomains && host.hasPrefix("[")) else { return nil }
        if let port {
            guard Array(port.utf8).withUnsafeBytes({ OriginSyntax.port($0) }) != nil else { return nil }
        }
        self.host = host
        self.coversSubdomains = coversSubdomains
        self.port = port
    }

    /// Whether `host`, the value of a Host field, is admitted.
    func admits(_ value: String) -> Bool {
        guard let (name, port) = HostPattern.split(ByteText.lowercased(value)[...]), self.port == nil || self.port == port else {
            return false
        }
        return coversSubdomains ? name.hasSuffix("." + host) : name == host
    }

    /// Host and port of `host[:port]`; `nil` for anything that is not that.
    static func split(_ text: Substring) -> (host: String, port: String?)? {
        guard text.hasPrefix("[") else {
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count <= 2 else { return nil }
            return (String(parts[0]), parts.count == 2 ? String(parts[1]) : nil)
        }
        guard let end = text.firstIndex(of: "]") else { return nil }
        let rest = text[text.index(after: end)...]
        guard rest.isEmpty || rest.hasPrefix(":") else { return nil }
        return (String(text[...end]), rest.isEmpty ? nil : String(rest.dropFirst()))
    }
}
