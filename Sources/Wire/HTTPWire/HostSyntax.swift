/// The syntax of `uri-host [":" port]` (RFC 9110 § 7.2, RFC 3986 § 3.2.2).
enum HostSyntax {
    /// Whether `bytes` are a host and perhaps a port.
    ///
    /// A name may be empty (a URI without authority); a port may be empty, and no larger than 65,535 otherwise.
    @inline(__always)
    static func isValid(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let p = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return true }
        // Nearly every host is a plain name or IPv4 address with a short port.
        let n = bytes.count
        var i = 0
        while i < n, ByteClass.registeredName.contains(p[i]) { i &+= 1 }
        if i == n { return true }
        guard p[i] == UInt8(ascii: ":"), n &- i <= 6 else { return isValidInFull(bytes) }
        i &+= 1
        var port = 0
        while i < n, p[i] &- 48 < 10 {
            port = port &* 10 &+ Int(p[i] &- 48)
            i &+= 1
        }
        return i == n && port <= 65_535
    }

    @inline(never)
    static func isValidInFull(_ bytes: UnsafeRawBufferPointer, portRequired: Bool = false) -> Bool {
        var i = 0
        let n = bytes.count
        if n > 0, bytes[0] == UInt8(ascii: "[") {
            guard let close = bytes.firstIndex(of: UInt8(ascii: "]")) else { return false }
            let inside = UnsafeRawBufferPointer(rebasing: bytes[1..<close])
            guard isIPv6(inside) || isIPvFuture(inside) else { return false }
            i = close + 1
        } else {
            while i < n, bytes[i] != UInt8(ascii: ":") {
                if bytes[i] == UInt8(ascii: "%") {
                    guard i + 2 < n, HexDigit.value(bytes[i + 1]) != nil, HexDigit.value(bytes[i + 2]) != nil else { return false }
                    i += 3
                } else {
                    guard ByteClass.registeredName.contains(bytes[i]) else { return false }
                    i += 1
                }
            }
        }
        if i == n { return !portRequired }
        guard bytes[i] == UInt8(ascii: ":") else { return false }
        guard !portRequired || (i > 0 && i + 1 < n) else { return false }
        var port = 0
        for byte in bytes[(i + 1)...] {
            let digit = byte &- 48
            guard digit < 10 else { return false }
            port = port * 10 + Int(digit)
            guard port <= 65_535 else { return false }
        }
        return true
    }

    /// IPv6address: eight groups of one to four hexadecimal digits, "::" once for any run of them, an IPv4 address for the last two.
    static func isIPv6(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var groups = 0
        var compressed = false
        var i = 0
        let n = bytes.count
        if n >= 2, bytes[0] == UInt8(ascii: ":") {
            guard bytes[1] == UInt8(ascii: ":") else { return false }
            compressed = true
            i = 2
        }
        while i < n {
            let start = i
            while i < n, i - start < 4, HexDigit.value(bytes[i]) != nil { i += 1 }
            guard i > start else { return false }
            if i < n, bytes[i] == UInt8(ascii: ".") {
                guard isIPv4(UnsafeRawBufferPointer(rebasing: bytes[start...])) else { return false }
                groups += 2
                i = n
                break
            }
            groups += 1
            guard i < n else { break }
            guard bytes[i] == UInt8(ascii: ":") else { return false }
            i += 1
            guard i < n else { return false }
            if bytes[i] == UInt8(ascii: ":") {
                guard !compressed else { return false }
                compressed = true
                i += 1
            }
        }
        return compressed ? groups <= 7 : groups == 8
    }

    /// Four decimal octets without leading zeros.
    static func isIPv4(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var octets = 0
        var i = 0
        while i < bytes.count {
            let start = i
            var value = 0
            while i < bytes.count, i - start < 3, bytes[i] &- 48 < 10 {
                value = value * 10 + Int(bytes[i] &- 48)
                i += 1
            }
            guard i > start, value <= 255, i - start == 1 || bytes[start] != UInt8(ascii: "0") else { return false }
            octets += 1
            if i == bytes.count { return octets == 4 }
            guard bytes[i] == UInt8(ascii: ".") else { return false }
            i += 1
        }
        return false
    }

    /// IPvFuture: "v" 1*HEXDIG "." 1*( unreserved / sub-delims / ":" ).
    private static func isIPvFuture(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let dot = bytes.firstIndex(of: UInt8(ascii: ".")), dot >= 2, dot + 1 < bytes.count else { return false }
        guard bytes[0] | 0x20 == UInt8(ascii: "v"), bytes[1..<dot].allSatisfy({ HexDigit.value($0) != nil }) else { return false }
        return bytes[(dot + 1)...].allSatisfy { ByteClass.registeredName.contains($0) || $0 == UInt8(ascii: ":") }
    }
}
