/// Punycode (RFC 3492), encoding only: it answers a Unicode host in the rules with the host to write instead.
///
/// It lower-cases but does not map or normalise as full IDNA does, so what it yields is a suggestion, never a comparison.
enum Punycode {
    /// `host` with each label outside ASCII encoded as `xn--…`; `nil` if it is too long to be a host.
    static func host(_ host: String) -> String? {
        guard host.utf8.count <= 1024 else { return nil }
        let labels = host.lowercased().split(separator: ".", omittingEmptySubsequences: false)
        let encoded = labels.map { label in
            label.utf8.allSatisfy { $0 < 128 } ? String(label) : "xn--" + encode(label.unicodeScalars.map(\.value))
        }
        return encoded.joined(separator: ".")
    }

    /// RFC 3492 § 6.3.
    private static func encode(_ input: [UInt32]) -> String {
        var output = input.filter { $0 < 128 }.map { UInt8($0) }
        let basicCount = output.count
        if basicCount > 0 { output.append(UInt8(ascii: "-")) }
        var n: UInt32 = 128
        var delta = 0
        var bias = 72
        var handled = basicCount
        while handled < input.count {
            guard let next = input.filter({ $0 >= n }).min() else { break }
            delta += Int(next - n) * (handled + 1)
            n = next
            for point in input {
                if point < n { delta += 1 }
                guard point == n else { continue }
                var q = delta
                var k = 36
                while true {
                    let t = min(max(k - bias, 1), 26)
                    if q < t { break }
                    output.append(digit(t + (q - t) % (36 - t)))
                    q = (q - t) / (36 - t)
                    k += 36
                }
                output.append(digit(q))
                bias = adapt(delta, handled + 1, isFirst: handled == basicCount)
                delta = 0
                handled += 1
            }
            delta += 1
            n += 1
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func digit(_ value: Int) -> UInt8 { UInt8(truncatingIfNeeded: value < 26 ? value + 97 : value + 22) }

    private static func adapt(_ delta: Int, _ count: Int, isFirst: Bool) -> Int {
        var delta = isFirst ? delta / 700 : delta / 2
        delta += delta / count
        var k = 0
        while delta > 455 {
            delta /= 35
            k += 36
        }
        return k + 36 * delta / (delta + 38)
    }
}
