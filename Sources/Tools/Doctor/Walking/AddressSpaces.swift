/// Whose network a numeric address belongs to (RFC 1918, 4193, 3927, 6598).
enum AddressSpaces {
    /// Whether the address is this machine's own.
    static func isLoopback(_ address: String) -> Bool { address.hasPrefix("127.") || address == "::1" }

    /// Whether strangers on the Internet cannot reach it.
    static func isPrivate(_ address: String) -> Bool {
        if isLoopback(address) || address.hasPrefix("10.") || address.hasPrefix("192.168.") || address.hasPrefix("169.254.") { return true }
        let parts = address.split(separator: ".").compactMap { Int($0) }
        if parts.count == 4 { return parts[0] == 172 && (16...31).contains(parts[1]) || parts[0] == 100 && (64...127).contains(parts[1]) }
        let lower = address.lowercased()
        return lower.hasPrefix("fc") || lower.hasPrefix("fd") || lower.hasPrefix("fe80:")
    }
}
