/// The strict reading of a serialised origin (HTML § ASCII serialisation of an origin), over raw bytes and without allocation for domains.
///
/// It accepts exactly what a browser can send for a tuple origin, and `null`. A request's Origin is matched only after it passed here.
enum OriginSyntax {
    /// The longest origin read, in bytes: 64 of scheme, 253 of host, a port, and room.
    static let maximumBytes = 512
    static let maximumSchemeBytes = 64
    static let maximumHostBytes = 253

    enum HostKind { case domain, ipv4, ipv6 }

    /// Where the parts of a valid tuple origin lie.
    struct Parts {
        var schemeEnd: Int
        var hostStart: Int
        var hostEnd: Int
        /// The explicit port; 0 stands for none, as port 0 is invalid.
        var port: UInt16
        var hostKind: HostKind
    }

    enum Reading {
        case opaque
        case tuple(Parts)
        case flawed(OriginFlaw)
    }

    static func read(_ bytes: UnsafeRawBufferPointer) -> Reading {
        let count = bytes.count
        guard count > 0 else { return .flawed(.empty) }
        guard count <= maximumBytes else { return .flawed(.tooLong) }
        if ByteText.equal(bytes, "null") { return .opaque }

        var i = 0
        while i < count, ByteText.isSchemeByte(bytes[i]) { i += 1 }
        guard i > 0, i <= maximumSchemeBytes, ByteText.isLower(bytes[0]), i + 3 <= count,
            bytes[i] == UInt8(ascii: ":"), bytes[i + 1] == UInt8(ascii: "/"), bytes[i + 2] == UInt8(ascii: "/")
        else { return .flawed(bytes.contains(where: ByteText.isUpper) ? .upperCase : .scheme) }
        let schemeEnd = i
        let hostStart = i + 3
        var hostEnd = hostStart
        let kind: HostKind
        if hostStart < count, bytes[hostStart] == UInt8(ascii: "[") {
            while hostEnd < count, bytes[hostEnd] != UInt8(ascii: "]") { hostEnd += 1 }
            guard hostEnd < count, IPv6Address.isCanonical(ByteText.slice(bytes, hostStart + 1, hostEnd)) else {
                return flawed(.ipv6, bytes, from: hostStart)
            }
            hostEnd += 1
            kind = .ipv6
        } else {
            while hostEnd < count, bytes[hostEnd] != UInt8(ascii: ":") { hostEnd &+= 1 }
            let host = ByteText.slice(bytes, hostStart, hostEnd)
            if let flaw = flawOfName(host) { return flawed(flaw, bytes, from: hostStart) }
            if endsInNumber(host) {
                guard IPv4Address.isCanonical(host) else { return flawed(.ipv4, bytes, from: hostStart) }
                kind = .ipv4
            } else {
                kind = .domain
            }
        }

        var port: UInt16 = 0
        if hostEnd < count {
            guard bytes[hostEnd] == UInt8(ascii: ":"), let number = self.port(ByteText.slice(bytes, hostEnd + 1, count)) else {
                return flawed(.port, bytes, from: hostStart)
            }
            if number == defaultPort(ofScheme: ByteText.slice(bytes, 0, schemeEnd)) { return .flawed(.defaultPort) }
            port = number
        }
        return .tuple(Parts(schemeEnd: schemeEnd, hostStart: hostStart, hostEnd: hostEnd, port: port, hostKind: kind))
    }

    /// The port that a browser leaves out when it serialises an origin of `scheme`; `nil` for schemes without one.
    static func defaultPort(ofScheme scheme: UnsafeRawBufferPointer) -> UInt16? {
        if ByteText.equal(scheme, "https") || ByteText.equal(scheme, "wss") { return 443 }
        if ByteText.equal(scheme, "http") || ByteText.equal(scheme, "ws") { return 80 }
        return ByteText.equal(scheme, "ftp") ? 21 : nil
    }

    /// The number `digits` spell, from 1 to 65535 without leading zeros; `nil` for anything else.
    static func port(_ digits: UnsafeRawBufferPointer) -> UInt16? {
        guard digits.count > 0, digits.count <= 5, digits[0] != UInt8(ascii: "0") else { return nil }
        var value = 0
        for digit in digits {
            guard ByteText.isDigit(digit) else { return nil }
            value = value * 10 + Int(digit &- 48)
        }
        return UInt16(exactly: value)
    }

    /// What is wrong with `host` as a lower-case domain name, one trailing dot permitted; `nil` if nothing is.
    static func flawOfName(_ host: UnsafeRawBufferPointer) -> OriginFlaw? {
        guard host.count > 0 else { return .hostEmpty }
        let end = host[host.count - 1] == UInt8(ascii: ".") ? host.count - 1 : host.count
        guard end <= maximumHostBytes else { return .hostTooLong }
        var label = 0
        for i in 0..<end {
            if host[i] == UInt8(ascii: ".") {
                guard label > 0 else { return .label }
                guard isValidLabel(host, i - label, i) else { return .punycode }
                label = 0
            } else {
                guard ByteText.isHostByte(host[i]) else { return .hostByte }
                label += 1
                guard label <= 63 else { return .label }
            }
        }
        guard label > 0 else { return .label }
        return isValidLabel(host, end - label, end) ? nil : .punycode
    }

    @inline(__always)
    private static func isValidLabel(_ host: UnsafeRawBufferPointer, _ from: Int, _ to: Int) -> Bool {
        guard to - from >= 4, host[from] == UInt8(ascii: "x"), host[from + 1] == UInt8(ascii: "n"), host[from + 2] == UInt8(ascii: "-"),
            host[from + 3] == UInt8(ascii: "-")
        else { return true }
        return Punycode.isValid(label: ByteText.slice(host, from, to))
    }

    /// Whether the last label is a number, so that the URL Standard reads the host as an IPv4 address (URL § ends in a number checker).
    static func endsInNumber(_ host: UnsafeRawBufferPointer) -> Bool {
        var end = host.count
        if end > 0, host[end - 1] == UInt8(ascii: ".") { end -= 1 }
        var start = end
        while start > 0, host[start &- 1] != UInt8(ascii: ".") { start &-= 1 }
        guard start < end else { return false }
        // A number begins with a digit, in whatever base.
        guard ByteText.isDigit(host[start]) else { return false }
        let label = ByteText.slice(host, start, end)
        if label.allSatisfy(ByteText.isDigit) { return true }
        guard label.count >= 2, label[0] == UInt8(ascii: "0"), label[1] == UInt8(ascii: "x") else { return false }
        return label.dropFirst(2).allSatisfy { ByteText.isDigit($0) || $0 &- 97 < 6 }
    }

    /// The most telling of the flaws of an origin that has `flaw`.
    @inline(never)
    private static func flawed(_ flaw: OriginFlaw, _ bytes: UnsafeRawBufferPointer, from start: Int) -> Reading {
        .flawed(strayByte(bytes, from: start) ?? flaw)
    }

    /// Names the most telling stray byte after the scheme, so that the refusal can say what is wrong rather than "malformed".
    private static func strayByte(_ bytes: UnsafeRawBufferPointer, from start: Int) -> OriginFlaw? {
        for i in start..<bytes.count {
            switch bytes[i] {
            case UInt8(ascii: "@"): return .userinfo
            case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "\\"): return .path
            case UInt8(ascii: " "), UInt8(ascii: ","): return .list
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): return .upperCase
            case 128...: return .nonASCII
            default: continue
            }
        }
        return nil
    }
}
