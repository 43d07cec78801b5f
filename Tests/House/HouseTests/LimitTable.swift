import Foundation

/// Limits and time-outs: as the sources declare them, and as Documentation/Limits.md lists them.
struct LimitTable {
    /// `Type.member`, its value (bytes, pieces or milliseconds) and where it stands.
    struct Entry {
        let name: String
        let value: Int
        let path: String
        let line: Int
    }

    let rows: [Entry]
    let declarations: [Entry]
    /// Rows whose default is not a number with a unit that ``value(written:)`` knows.
    let unreadableRows: [Finding]

    static let document = "Documentation/Limits.md"

    init(_ repository: Repository) {
        var rows: [Entry] = []
        var unreadable: [Finding] = []
        for file in repository.files where file.path == Self.document {
            for (number, text) in file.numbered where text.hasPrefix("| `") {
                let cells = text.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
                let name = cells[0].replacingOccurrences(of: "`", with: "")
                guard cells.count == 3, let value = Self.value(written: cells[1]) else {
                    unreadable.append(
                        Finding(path: file.path, line: number, what: "write `Type.member` | default with its unit | what happens"))
                    continue
                }
                rows.append(Entry(name: name, value: value, path: file.path, line: number))
            }
        }
        self.rows = rows
        unreadableRows = unreadable
        declarations = repository.files(under: "Sources/", endingIn: "swift").flatMap(Self.declarations)
    }

    /// The constants and settings with a default of a file, whose name is the type's.
    private static func declarations(in file: Repository.File) -> [Entry] {
        let stem = file.path.split(separator: "/").last?.split(whereSeparator: { $0 == "." || $0 == "+" }).first.map(String.init) ?? ""
        return file.numbered.compactMap { number, text in
            let words = text.split(separator: " ", omittingEmptySubsequences: true)
            guard let keyword = words.firstIndex(where: { $0 == "var" || $0 == "let" }), keyword + 1 < words.count,
                let before = text.range(of: " = ") ?? text.range(of: ": Int { "),
                let value = value(declared: text[before.upperBound...].replacingOccurrences(of: " }", with: ""))
            else { return nil }
            let name = words[keyword + 1].replacingOccurrences(of: ":", with: "")
            return Entry(name: "\(stem).\(name)", value: value, path: file.path, line: number)
        }
    }

    /// Settings that users can change must be in the table: those of the `…Limits`, `…Timeouts` and `…Options` types.
    var settings: [Entry] {
        declarations.filter { entry in
            let type = entry.name.prefix { $0 != "." }
            guard ["Limits", "Timeouts", "Options"].contains(where: type.hasSuffix) else { return false }
            return !entry.path.contains("/Wire/") && !entry.path.contains("/Gate/")
        }
    }

    /// `256 * 1024`, `64 << 20`, `.seconds(10)`, `16_384`: the value; `nil` for anything else.
    static func value(declared text: String) -> Int? {
        var text = text.trimmingCharacters(in: .whitespaces).replacingOccurrences(of: "_", with: "")
        for (name, factor) in [("seconds", 1000), ("milliseconds", 1), ("minutes", 60_000)] {
            for prefix in [".\(name)(", "Duration.\(name)("] where text.hasPrefix(prefix) && text.hasSuffix(")") {
                return value(declared: String(text.dropFirst(prefix.count).dropLast())).map { $0 * factor }
            }
        }
        if let shift = text.range(of: " << ") {
            guard let base = Int(text[..<shift.lowerBound]), let bits = Int(text[shift.upperBound...]) else { return nil }
            return base << bits
        }
        text = text.replacingOccurrences(of: " ", with: "")
        let factors = text.split(separator: "*").map { Int($0) }
        guard !factors.isEmpty else { return nil }
        return factors.reduce(1) { product, factor in factor.flatMap { factor in product.map { $0 * factor } } }
    }

    /// `16,384 bytes`, `256 KiB`, `10 s`, `100`: the value; `nil` for anything else.
    static func value(written text: String) -> Int? {
        let parts = text.replacingOccurrences(of: ",", with: "").split(separator: " ")
        guard let first = parts.first, let number = Int(first) else { return nil }
        switch parts.dropFirst().first {
        case "KiB": return number << 10
        case "MiB": return number << 20
        case "GiB": return number << 30
        case "s": return number * 1000
        case "min": return number * 60_000
        case "h": return number * 3_600_000
        default: return number
        }
    }
}
