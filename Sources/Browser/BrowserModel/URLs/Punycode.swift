/// Encodes host names that are not ASCII (RFC 3492), without the mapping tables of UTS 46: enough for names already in lower case and composed.
enum Punycode {
    /// `host` with every label that is not ASCII as `xn--…`.
    static func encode(labelsOf host: String) -> String {
        host.split(omittingEmptySubsequences: false) { ".。．｡".contains($0) }
            .map { $0.utf8.allSatisfy { $0 < 0x80 } ? String($0) : "xn--" + encode($0) }
            .joined(separator: ".")
    }

    private static func encode(_ label: Substring) -> String {
        let scalars = label.unicodeScalars.map(\.value)
        var output = scalars.filter { $0 < 0x80 }.compactMap(Unicode.Scalar.init).map(Character.init)
        let basic = output.count
        if basic > 0 { output.append("-") }
        var n: UInt32 = 128
        var delta = 0
        var bias = 72
        var handled = basic
        while handled < scalars.count {
            guard let next = scalars.filter({ $0 >= n }).min() else { break }
            delta += Int(next - n) * (handled + 1)
            n = next
            for scalar in scalars {
                if scalar < n { delta += 1 }
                guard scalar == n else { continue }
                var q = delta
                var k = 36
                while true {
                    let threshold = k <= bias ? 1 : min(k - bias, 26)
                    if q < threshold { break }
                    output.append(digit(threshold + (q - threshold) % (36 - threshold)))
                    q = (q - threshold) / (36 - threshold)
                    k += 36
                }
                output.append(digit(q))
                bias = adapt(delta, points: handled + 1, isFirst: handled == basic)
                delta = 0
                handled += 1
            }
            delta += 1
            n += 1
        }
        return String(output)
    }

    private static func digit(_ value: Int) -> Character { Character(Unicode.Scalar(UInt8(value < 26 ? 97 + value : 22 + value))) }

    private static func adapt(_ delta: Int, points: Int, isFirst: Bool) -> Int {
        var delta = isFirst ? delta / 700 : delta / 2
        delta += delta / points
        var k = 0
        while delta > 455 {
            delta /= 35
            k += 36
        }
        return k + 36 * delta / (delta + 38)
    }
}
