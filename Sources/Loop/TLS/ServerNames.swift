/// Which certificate serves which name: exact names first, then wildcards that stand for one label (RFC 6125 § 6.4.3).
struct ServerNames {
    private var exact: [String: Int] = [:]
    /// `*.example.com` under `example.com`.
    private var wildcards: [String: Int] = [:]

    /// Lower case, without the dot at the end of a fully qualified name.
    static func normal(_ name: some BidirectionalCollection<UInt8>) -> String {
        var name = name[...]
        if name.last == UInt8(ascii: ".") { name = name.dropLast() }
        return String(decoding: name.map { (65...90).contains($0) ? $0 | 32 : $0 }, as: UTF8.self)
    }

    /// Lets certificate `index` serve `name` unless another one does already; that one's index then.
    mutating func add(_ name: String, _ index: Int) -> Int? {
        if name.hasPrefix("*.") {
            let parent = String(name.dropFirst(2))
            if let other = wildcards[parent] { return other }
            wildcards[parent] = index
        } else {
            if let other = exact[name] { return other }
            exact[name] = index
        }
        return nil
    }

    /// The certificate for `name`, which is in normal form; `nil` for an unknown name.
    func certificate(for name: String) -> Int? {
        if let index = exact[name] { return index }
        guard !wildcards.isEmpty, let dot = name.utf8.firstIndex(of: UInt8(ascii: ".")), dot > name.startIndex else { return nil }
        return wildcards[String(name[name.index(after: dot)...])]
    }
}
