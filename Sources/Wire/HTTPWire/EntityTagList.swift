/// The entity tags of `If-Match` and `If-None-Match` (RFC 9110 § 13.1): `*`, or a list of quoted tags, weak ones with `W/` in front.
package struct EntityTagList: Sendable {
    /// The field was `*`.
    package let isAny: Bool
    private let tags: [(text: Substring, isWeak: Bool)]

    /// Reads a field value; whatever follows something malformed is ignored.
    package init(_ value: String) {
        isAny = value == "*"
        var tags: [(Substring, Bool)] = []
        var rest = value[...]
        while true {
            rest = rest.drop { $0 == " " || $0 == "\t" || $0 == "," }
            let isWeak = rest.hasPrefix("W/")
            let quoted = isWeak ? rest.dropFirst(2) : rest
            guard quoted.first == "\"", let end = quoted.dropFirst().firstIndex(of: "\"") else { break }
            tags.append((quoted[...end], isWeak))
            rest = quoted[quoted.index(after: end)...]
        }
        self.tags = tags
    }

    /// Whether `tag`, a strong one with its quotes, is among them by weak comparison (§ 8.8.3.2).
    package func containsWeakly(_ tag: String) -> Bool { isAny || tags.contains { $0.text == tag } }

    /// Whether `tag`, a strong one with its quotes, is among them by strong comparison.
    package func containsStrongly(_ tag: String) -> Bool { isAny || tags.contains { $0.text == tag && !$0.isWeak } }
}
