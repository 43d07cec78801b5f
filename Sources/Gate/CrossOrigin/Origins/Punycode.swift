/// Punycode (RFC 3492): it answers a Unicode host in the rules with the host to write instead, and tells valid `xn--` labels from others.
///
/// Encoding lower-cases but does not map or normalise as full IDNA does, so what it yields is a suggestion, never a comparison.
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

    /// Whether `label`, lower case and beginning with `xn--`, decodes to Unicode scalars outside ASCII and is how browsers encode those.
    ///
    /// Browsers refuse to navigate to other `xn--` hosts (URL § domain to ASCII, UTS #46 § 4.1), so none is in an Origin.
    static func isValid(label: UnsafeRawBufferPointer) -> Bool {
        guard label.count > 4, label.count <= 63, let points = decode(ByteText.slice(label, 4, label.count)),
            points.contains(where: { $0 >= 128 }), points.allSatisfy(isPermitted)
        else { return false }
        return encode(points).utf8.elementsEqual(label.dropFirst(4))
    }

    /// Whether the scalar can be in a label: neither a control nor a space, nor one that browsers would have lower-cased before encoding.
    private static func isPermitted(_ point: UInt32) -> Bool {
        guard let scalar = Unicode.Scalar(point) else { return false }
        switch scalar.properties.generalCategory {
        case .control, .privateUse, .surrogate, .spaceSeparator, .lineSeparator, .paragraphSeparator: return false
        // Cherokee goes the other way: browsers encode its capitals (UTS #46 § 5, mapping of U+AB70 and on).
        case .uppercaseLetter: return (0x13A0...0x13F5).contains(point)
        default: return true
        }
    }

    /// RFC 3492 § 6.2.
    private static func decode(_ text: UnsafeRawBufferPointer) -> [UInt32]? {
        var output: [UInt32] = []
        var at = 0
        if let hyphen = text.lastIndex(of: UInt8(ascii: "-")) {
            output = text[..<hyphen].map(UInt32.init)
            at = hyphen + 1
        }
        guard at < text.count else { return nil }
        var n: UInt32 = 128
        var i = 0
        var bias = 72
        while at < text.count {
            let start = i
            var weight = 1
            var k = 36
            while true {
                guard at < text.count, let digit = value(text[at]), weight < 1 << 30 else { return nil }
                at += 1
                i += digit * weight
                guard i < 1 << 30 else { return nil }
                let t = min(max(k - bias, 1), 26)
                if digit < t { break }
                weight *= 36 - t
                k += 36
            }
            let count = output.count + 1
            bias = adapt(i - start, count, isFirst: start == 0)
            let point = UInt64(n) + UInt64(i / count)
            guard point <= 0x10FFFF else { return nil }
            n = UInt32(point)
            i %= count
            output.insert(n, at: i)
            i += 1
        }
        return output
    }

    private static func value(_ digit: UInt8) -> Int? {
        ByteText.isLower(digit) ? Int(digit) - 97 : ByteText.isDigit(digit) ? Int(digit) - 22 : nil
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
