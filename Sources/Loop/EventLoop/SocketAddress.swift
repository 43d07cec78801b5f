internal import CLibUV

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// An IP address and port.
public struct SocketAddress: Sendable, Hashable, CustomStringConvertible {
    /// The address in its usual text form, without brackets.
    public let host: String
    /// The port; 0 asks the system to choose one when listening.
    public let port: Int

    /// Makes an address of an IP address in text form; a name such as `localhost` is not one.
    public init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    init(_ storage: sockaddr_storage) {
        var storage = storage
        var text = [CChar](repeating: 0, count: 64)
        if Int32(storage.ss_family) == AF_INET6 {
            port = withUnsafePointer(to: &storage) { pointer in
                pointer.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
                    uv_ip6_name($0, &text, text.count)
                    return Int(UInt16(bigEndian: $0.pointee.sin6_port))
                }
            }
        } else {
            port = withUnsafePointer(to: &storage) { pointer in
                pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                    uv_ip4_name($0, &text, text.count)
                    return Int(UInt16(bigEndian: $0.pointee.sin_port))
                }
            }
        }
        host = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Whether it is an IP address and a port from 0 to 65535.
    package var isValid: Bool { storage != nil }

    /// The system's form, or `nil` when the host is not an IP address or the port is outside 0…65535.
    var storage: sockaddr_storage? {
        guard (0...65535).contains(port) else { return nil }
        var storage = sockaddr_storage()
        let code = withUnsafeMutablePointer(to: &storage) { pointer in
            if host.contains(":") {
                pointer.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { uv_ip6_addr(host, Int32(port), $0) }
            } else {
                pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { uv_ip4_addr(host, Int32(port), $0) }
            }
        }
        return code == 0 ? storage : nil
    }

    public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
