/// What a page says of itself in its markup.
enum PageMarkup {
    /// The policies in `<meta http-equiv="Content-Security-Policy" content="…">` (CSP § meta element).
    static func policies(_ html: String) -> [String] {
        html.split(separator: "<").compactMap { piece in
            guard piece.prefix(5).lowercased() == "meta ", let end = piece.firstIndex(of: ">") else { return nil }
            let tag = String(piece[..<end])
            guard attribute("http-equiv", in: tag)?.lowercased() == "content-security-policy" else { return nil }
            return attribute("content", in: tag)
        }
    }

    /// An attribute's value, in quotes or without.
    private static func attribute(_ name: String, in tag: String) -> String? {
        guard let start = tag.lowercased().firstRange(of: name + "=")?.upperBound else { return nil }
        // Lower case of ASCII keeps offsets; a tag with other letters before the attribute is read a little off, and then not at all.
        let rest = tag[tag.index(tag.startIndex, offsetBy: tag.lowercased().distance(from: tag.lowercased().startIndex, to: start))...]
        guard let mark = rest.first, mark == "\"" || mark == "'" else { return String(rest.prefix { $0 != " " }) }
        return String(rest.dropFirst().prefix { $0 != mark })
    }
}
