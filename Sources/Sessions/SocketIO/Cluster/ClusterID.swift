/// Ids of nodes and requests: 16 hexadecimal digits, as in the reference server.
enum ClusterID {
    static func random() -> String {
        let digits = String(UInt64.random(in: .min ... .max), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
