/// Who is believed about others: ranges of IP addresses, and perhaps whoever connects by a Unix-domain socket (`unix`).
package struct TrustedProxies: Sendable, Equatable {
    /// How a peer at a Unix-domain socket is written.
    package static let unix = "unix"

    private let ranges: [AddressRange]
    private let trustsUnix: Bool
    /// The entries that are neither ranges nor `unix`.
    package let unreadable: [String]

    /// Reads entries such as `10.0.0.0/8`, `::1` or `unix`.
    package init(_ entries: [String]) {
        ranges = entries.compactMap { AddressRange($0) }
        trustsUnix = entries.contains(TrustedProxies.unix)
        unreadable = entries.filter { $0 != TrustedProxies.unix && AddressRange($0) == nil }
    }

    /// Whether the peer, an IP address in text form or `unix`, is among them.
    package func contains(_ peer: String) -> Bool {
        if peer == TrustedProxies.unix { return trustsUnix }
        return AddressRange.address(peer[...]).map { contains(high: $0.high, low: $0.low) } ?? false
    }

    /// Whether the peer's address is among them; `nil` is a Unix-domain socket's.
    package func contains(_ address: (high: UInt64, low: UInt64)?) -> Bool {
        address.map { contains(high: $0.high, low: $0.low) } ?? trustsUnix
    }

    package func contains(high: UInt64, low: UInt64) -> Bool { ranges.contains { $0.contains(high: high, low: low) } }
}
