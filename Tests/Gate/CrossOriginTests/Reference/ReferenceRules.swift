import CrossOrigin
import Foundation

/// What rules mean, read naively: strings are split and compared one after the other.
struct ReferenceRules {
    let rules: CrossOriginRules

    /// Whether the author meant `page` to read the answer to its request.
    func grant(_ page: ReferencePage) -> Bool {
        guard admits(page.origin), rules.credentials || !page.includesCredentials else { return false }
        return !page.needsPreflight || allows(method: page.method) && page.headers.allSatisfy(allows(header:))
    }

    func allows(method: String) -> Bool {
        if ["GET", "HEAD", "POST"].contains(method) || rules.methods.contains(method) { return true }
        return rules.methods.contains("*") && !["CONNECT", "TRACE", "TRACK"].contains(method)
    }

    func allows(header: String) -> Bool {
        let listed = rules.requestHeaders.map { $0.lowercased() }
        return listed.contains(header.lowercased()) || listed.contains("*") && header.lowercased() != "authorization"
    }

    /// Whether a page may see the response field `name`.
    func exposes(_ name: String) -> Bool {
        rules.exposedHeaders.contains("*") || rules.exposedHeaders.map { $0.lowercased() }.contains(name)
    }

    func admits(_ origin: String) -> Bool {
        if origin == "null" { return rules.origins.contains("*") || rules.origins.contains("null") }
        guard let parts = Self.parts(origin) else { return false }
        return rules.origins.contains { $0 == "*" || $0 == origin || Self.admits(pattern: $0, parts) }
    }

    private static func admits(pattern: String, _ origin: (scheme: String, host: String, port: String?)) -> Bool {
        guard let separator = pattern.range(of: "://"), pattern[..<separator.lowerBound] == origin.scheme else { return false }
        var (host, ports): (String, String?) = (String(pattern[separator.upperBound...]), nil)
        if !host.hasSuffix("]"), let colon = host.lastIndex(of: ":") {
            (host, ports) = (String(host[..<colon]), String(host[colon...].dropFirst()))
        }
        for wildcard in ["*.", "{label}."] where host.hasPrefix(wildcard) {
            let suffix = "." + host.dropFirst(wildcard.count)
            let label = origin.host.dropLast(suffix.count)
            guard origin.host.hasSuffix(suffix), !label.isEmpty, wildcard == "*." || !label.contains(".") else { return false }
            host = origin.host
        }
        return host == origin.host && admits(ports: ports, origin.scheme, origin.port)
    }

    private static func admits(ports: String?, _ scheme: String, _ port: String?) -> Bool {
        guard let ports else { return port == nil }
        guard ports != "*" else { return true }
        guard let number = port.flatMap(Int.init) ?? ["http": 80, "https": 443][scheme] else { return false }
        return ports.filter { !"{}".contains($0) }.split(separator: ",").contains { range in
            let ends = range.split(separator: "-").compactMap { Int($0) }
            return ends[0] <= number && number <= ends[ends.count - 1]
        }
    }

    /// Scheme, host and port of a serialised tuple origin; `nil` for what no browser sends (URL § host serializing, HTML § origin).
    static func parts(_ origin: String) -> (scheme: String, host: String, port: String?)? {
        guard origin.utf8.allSatisfy({ $0 > 32 && $0 < 127 }), let separator = origin.range(of: "://") else { return nil }
        let scheme = String(origin[..<separator.lowerBound])
        var (host, port): (String, String?) = (String(origin[separator.upperBound...]), nil)
        if !host.hasSuffix("]"), let colon = host.lastIndex(of: ":") {
            (host, port) = (String(host[..<colon]), String(host[colon...].dropFirst()))
        }
        guard scheme.count <= 64, let first = scheme.first, ("a"..."z").contains(first),
            scheme.allSatisfy((alphanumerics + "+.-").contains),
            port.map({ UInt16($0).map(String.init) == $0 && $0 != "0" }) ?? true
        else { return nil }
        if let port, port == ["https": "443", "http": "80", "ws": "80", "wss": "443", "ftp": "21"][scheme] { return nil }
        return isHost(host) ? (scheme, host, port) : nil
    }

    private static func isHost(_ host: String) -> Bool {
        if host.hasPrefix("[") { return host.hasSuffix("]") && isCanonicalIPv6(String(host.dropFirst().dropLast())) }
        let name = host.hasSuffix(".") ? String(host.dropLast()) : host
        let labels = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard name.count <= 253, labels.allSatisfy({ !$0.isEmpty && $0.count <= 63 && $0.allSatisfy((alphanumerics + "_-").contains) }),
            let last = labels.last
        else { return false }
        let isNumber = last.allSatisfy(digits.contains)
        guard isNumber || last.hasPrefix("0x") && last.dropFirst(2).allSatisfy((digits + "abcdef").contains) else { return true }
        return !host.hasSuffix(".") && labels.count == 4 && labels.allSatisfy { UInt8($0).map(String.init) == $0 }
    }

    private static let digits = "0123456789"
    private static let alphanumerics = "abcdefghijklmnopqrstuvwxyz" + digits

    /// The C library's own reading and writing of addresses.
    private static func isCanonicalIPv6(_ text: String) -> Bool {
        var address = in6_addr()
        guard !text.contains("."), inet_pton(AF_INET6, text, &address) == 1 else { return false }
        var bytes = [CChar](repeating: 0, count: 64)
        guard inet_ntop(AF_INET6, &address, &bytes, 64) != nil else { return false }
        var written = String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        // It writes the end of some as an IPv4 address, which browsers do not.
        if written.contains("."), let colon = written.lastIndex(of: ":") {
            let numbers = written[colon...].dropFirst().split(separator: ".").compactMap { Int($0) }
            written =
                written[...colon] + String(numbers[0] * 256 + numbers[1], radix: 16) + ":"
                + String(numbers[2] * 256 + numbers[3], radix: 16)
        }
        return written == text
    }
}
