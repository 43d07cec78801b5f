internal import CLibUV

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// An IP address and port, or the path of a Unix-domain socket.
public struct SocketAddress: Sendable, Hashable, CustomStringConvertible {
    // Requests and WebSockets hold one each, so it is small.
    private let name: String
    private let number: Int32
    private static let pathNumber = Int32.min

    /// The address in its usual text form, without brackets; empty for a Unix-domain socket.
    public var host: String { number == Self.pathNumber ? "" : name }
    /// The port; 0 asks the system to choose one when listening, and stands for an unknown one elsewhere.
    public var port: Int { number == Self.pathNumber ? 0 : Int(number) }
    /// The path of a Unix-domain socket; `nil` for an IP address.
    public var path: String? { number == Self.pathNumber ? name : nil }

    /// Makes an address of an IP address in text form; a name such as `localhost` is not one.
    public init(host: String, port: Int) {
        name = host
        number = max(Int32(clamping: port), Self.pathNumber + 1)
    }

    /// Makes the address of a Unix-domain socket.
    public init(path: String) {
        name = path
        number = Self.pathNumber
    }

    /// Makes an address of its bits.
    package init(_ bits: AddressBits, port: Int) {
        var text = [CChar](repeating: 0, count: 64)
        if bits.isIPv4 {
            var address = sockaddr_in()
            address.sin_addr.s_addr = UInt32(truncatingIfNeeded: bits.low).bigEndian
            uv_ip4_name(&address, &text, text.count)
        } else {
            var address = sockaddr_in6()
            withUnsafeMutableBytes(of: &address.sin6_addr) {
                $0.storeBytes(of: bits.high.bigEndian, as: UInt64.self)
                $0.storeBytes(of: bits.low.bigEndian, toByteOffset: 8, as: UInt64.self)
            }
            uv_ip6_name(&address, &text, text.count)
        }
        self.init(host: String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self), port: port)
    }

    /// The system's form read; `nil` for a Unix-domain socket without a name, as clients' are, and for families unknown here.
    init?(_ storage: sockaddr_storage) {
        switch Int32(storage.ss_family) {
        case AF_INET:
            let address = withUnsafeBytes(of: storage) { $0.load(as: sockaddr_in.self) }
            guard let bits = AddressBits(storage) else { return nil }
            self.init(bits, port: Int(UInt16(bigEndian: address.sin_port)))
        case AF_INET6:
            // Not by way of the bits: a mapped IPv4 address keeps its IPv6 form here.
            var address = withUnsafeBytes(of: storage) { $0.load(as: sockaddr_in6.self) }
            var text = [CChar](repeating: 0, count: 64)
            uv_ip6_name(&address, &text, text.count)
            self.init(
                host: String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self),
                port: Int(UInt16(bigEndian: address.sin6_port)))
        case AF_UNIX:
            let path = withUnsafeBytes(of: storage) { bytes in
                let start = MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? 2
                return String(decoding: bytes[start...].prefix(Self.maxPathBytes + 1).prefix { $0 != 0 }, as: UTF8.self)
            }
            guard !path.isEmpty else { return nil }
            self.init(path: path)
        default: return nil
        }
    }

    /// The longest path of a Unix-domain socket, in bytes: what the system's structure holds, less its final zero.
    package static let maxPathBytes = MemoryLayout<sockaddr_un>.size - (MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? 2) - 1

    /// Whether it is an IP address and a port from 0 to 65535, or a path that is neither empty nor too long.
    package var isValid: Bool { storage != nil }

    /// The system's form, or `nil` when the host is not an IP address, the port is outside 0…65535 or the path is empty or too long.
    var storage: sockaddr_storage? {
        var storage = sockaddr_storage()
        if let path {
            let bytes = Array(path.utf8)
            guard !bytes.isEmpty, bytes.count <= Self.maxPathBytes, !bytes.contains(0) else { return nil }
            storage.ss_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &storage) {
                UnsafeMutableRawBufferPointer(rebasing: $0[(MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? 2)...]).copyBytes(
                    from: bytes)
            }
            return storage
        }
        guard (0...65535).contains(port) else { return nil }
        let code = withUnsafeMutablePointer(to: &storage) { pointer in
            if host.contains(":") {
                pointer.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { uv_ip6_addr(host, Int32(port), $0) }
            } else {
                pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { uv_ip4_addr(host, Int32(port), $0) }
            }
        }
        return code == 0 ? storage : nil
    }

    /// The address as bits; `nil` for a Unix-domain socket and for what is no address.
    package var bits: AddressBits? { storage.flatMap { AddressBits($0) } }

    public var description: String {
        if let path { return "unix:\(path)" }
        return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}

extension sockaddr_storage {
    /// How many bytes of it the system wants to see.
    var usedLength: socklen_t {
        switch Int32(ss_family) {
        case AF_INET6: socklen_t(MemoryLayout<sockaddr_in6>.size)
        case AF_UNIX: socklen_t(MemoryLayout<sockaddr_un>.size)
        default: socklen_t(MemoryLayout<sockaddr_in>.size)
        }
    }
}
