import Foundation

/// A line of Swift, read far enough for house rules: no parser, so that the rules stay plain.
struct SwiftLine {
    let trimmed: String
    /// The line without a trailing `//` comment; empty for a line that is all comment.
    let code: String

    private static let modifiers: Set<String> = [
        "final", "static", "nonisolated", "override", "lazy", "weak", "unowned", "mutating", "nonmutating", "indirect", "convenience",
        "required", "consuming", "borrowing", "isolated", "open", "public", "package",
    ]
    private static let declarations: Set<String> = [
        "class", "struct", "enum", "protocol", "actor", "func", "init", "var", "let", "typealias", "subscript", "macro", "associatedtype",
    ]
    private static let types: Set<String> = ["class", "struct", "enum", "protocol", "actor"]
    /// Members that the conformance already documents.
    private static let witnesses = [
        "func == ", "func ==(", "func < ", "func <(", "func hash(into", "func encode(to", "init(from ", "var description: String",
        "var debugDescription: String", "func enqueue(_ job", "func asUnowned", "func isIsolatingCurrentContext(",
        "init(nilLiteral", "init(booleanLiteral", "init(integerLiteral", "init(floatLiteral", "init(stringLiteral", "init(arrayLiteral",
        "init(dictionaryLiteral", "var rawValue:", "let rawValue:", "init(rawValue", "init?(rawValue",
    ]

    init(_ text: String) {
        trimmed = text.trimmingCharacters(in: .whitespaces)
        code = SwiftLine.withoutComment(trimmed)
    }

    var isDocumentation: Bool { trimmed.hasPrefix("///") || trimmed.hasSuffix("*/") }
    var isAttribute: Bool { trimmed.hasPrefix("@") && declarationWords.isEmpty }
    var isComment: Bool { trimmed.hasPrefix("//") }

    /// The module that this line imports, if it is an import.
    var importedModule: String? {
        let words = code.split(separator: " ")
        guard let position = words.firstIndex(of: "import"),
            words[..<position].allSatisfy({ $0.hasPrefix("@") || Self.access.contains(String($0)) })
        else { return nil }
        return words.last.map { String($0.split(separator: ".")[0]) }
    }

    /// Is this a constant in one line? A comment above a run of them documents them all.
    var isConstant: Bool { code.contains("static let ") || code.contains("static var ") && code.hasSuffix("}") }

    /// Does this line declare something users hold, or a type other modules see, that nothing else documents?
    var needsDocumentation: Bool {
        let words = declarationWords
        guard words.contains("public") || words.contains("package") || words.contains("open"), !words.contains("override") else {
            return false
        }
        let rest = code.components(separatedBy: " ").drop { !Self.declarations.contains(Self.bare($0)) }
        guard let keyword = rest.first, Self.declarations.contains(Self.bare(keyword)) else { return false }
        guard Self.types.contains(Self.bare(keyword)) || !words.contains("package") else { return false }
        return !Self.witnesses.contains { rest.joined(separator: " ").hasPrefix($0) }
    }

    private static let access: Set<String> = ["public", "package", "internal", "fileprivate", "private"]

    /// The modifiers in front of a declaration, attributes left out.
    private var declarationWords: [String] {
        var words: [String] = []
        for word in SwiftLine.withoutAttributes(code).split(separator: " ") {
            guard SwiftLine.modifiers.contains(SwiftLine.bare(String(word))) || word.hasSuffix("(set)") else { break }
            if !word.hasSuffix("(set)") { words.append(SwiftLine.bare(String(word))) }
        }
        return words
    }

    /// `init?(from:` → `init`; `nonisolated(unsafe)` → `nonisolated`.
    private static func bare(_ word: String) -> String { String(word.prefix { $0.isLetter || $0 == "_" }) }

    private static func withoutAttributes(_ text: String) -> Substring {
        var rest = text[...]
        while rest.hasPrefix("@") {
            rest = rest.dropFirst().drop { $0.isLetter || $0.isNumber || $0 == "_" }
            if rest.hasPrefix("(") { rest = rest[(rest.firstIndex(of: ")") ?? rest.endIndex)...].dropFirst() }
            rest = rest.drop { $0 == " " }
        }
        return rest
    }

    private static func withoutComment(_ text: String) -> String {
        var search = text.startIndex
        while let slashes = text.range(of: "//", range: search..<text.endIndex) {
            let inAddress = slashes.lowerBound > text.startIndex && text[text.index(before: slashes.lowerBound)] == ":"
            guard inAddress else { return String(text[..<slashes.lowerBound]) }
            search = slashes.upperBound
        }
        return text
    }
}
