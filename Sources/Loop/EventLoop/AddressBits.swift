internal import CLibUV

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// An IP address as 128 bits; IPv4 in its mapped form, `::ffff:a.b.c.d` (RFC 4291 § 2.5.5.2).
package struct AddressBits: Sendable, Hashable, CustomStringConvertible {
    /// The network's half, in the host's byte order.
    package let high: UInt64
    /// The interface's half.
    package let low: UInt64

    /// Makes an address of its halves.
    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// `nil` for anything but IPv4 and IPv6.
    init?(_ storage: sockaddr_storage) {
        switch Int32(storage.ss_family) {
        case AF_INET:
            let address = withUnsafeBytes(of: storage) { $0.load(as: sockaddr_in.self).sin_addr.s_addr }
            self.init(high: 0, low: 0xFFFF_0000_0000 | UInt64(UInt32(bigEndian: address)))
        case AF_INET6:
            let address = withUnsafeBytes(of: storage) { $0.load(as: sockaddr_in6.self).sin6_addr }
            let (high, low) = withUnsafeBytes(of: address) {
                ($0.loadUnaligned(as: UInt64.self), $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            }
            self.init(high: UInt64(bigEndian: high), low: UInt64(bigEndian: low))
        default: return nil
        }
    }

    /// Whether it is an IPv4 address.
    package var isIPv4: Bool { high == 0 && low >> 32 == 0xFFFF }

    /// What is counted as one peer: an IPv4 address, or the /64 network that an IPv6 host usually has to itself.
    var key: UInt64 { max(isIPv4 ? low : high, 2) }

    /// The address without a port, in its usual text form.
    package var description: String { SocketAddress(self, port: 0).host }
}
