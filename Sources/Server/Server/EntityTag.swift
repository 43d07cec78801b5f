/// Comparison of validators for `If-None-Match` (RFC 9110 § 13.1.2).
enum EntityTag {
    /// Whether the list `field` (or `*`) names `tag`, by weak comparison.
    static func matches(_ field: String, _ tag: String) -> Bool {
        field.split(separator: ",").contains { item in
            var item = item.drop { $0 == " " || $0 == "\t" }
            while item.last == " " || item.last == "\t" { item = item.dropLast() }
            if item == "*" { return true }
            if item.hasPrefix("W/") { item = item.dropFirst(2) }
            return item == tag[...]
        }
    }
}
