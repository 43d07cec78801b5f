/// Reads the part of regular expressions that a finite automaton can decide: no references, no lookaround, no flags.
///
/// Supported: literals, `\` before punctuation, `\d`, `\w`, `[…]` with ranges and `^`, `(…)`, `(?:…)`, `|`, `*`, `+`, `?`, `{n}`, `{n,}`,
/// `{n,m}`, `.` with a quantifier, and `^` and `$` at the ends, where they change nothing as the whole origin must match.
struct ExpressionReader {
    /// The most nested groups.
    static let maximumDepth = 16
    /// The highest number in braces.
    static let maximumCount = 255

    private let text: [UInt8]
    private var at = 0
    private var depth = 0

    private static let digits = range(UInt8(ascii: "0"), UInt8(ascii: "9"))
    private static let word =
        digits | range(UInt8(ascii: "a"), UInt8(ascii: "z")) | range(UInt8(ascii: "A"), UInt8(ascii: "Z")) | bit(UInt8(ascii: "_"))
    /// All that is printable: what else might a `.` or a negated class mean in an origin.
    private static let printable = range(0x21, 0x7E)

    private init(_ text: [UInt8]) { self.text = text }

    /// Reads `text`, an entry of `origins` that begins with a slash.
    static func read(_ text: String) throws(ExpressionFlaw) -> ExpressionNode {
        var body = Array(text.utf8)
        guard body.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else {
            throw ExpressionFlaw(reason: "has characters outside ASCII, where browsers send punycode", mend: "write the punycode")
        }
        guard let last = body.lastIndex(of: UInt8(ascii: "/")), last > 0 else {
            throw ExpressionFlaw(
                reason: "begins with a slash like an expression and does not end with one", mend: "write `/…/`, or an origin")
        }
        guard last == body.count - 1 else {
            throw ExpressionFlaw(
                reason: "has text after the expression, such as flags", mend: "end it with the slash; origins are lower case anyway")
        }
        body.removeLast()
        body.removeFirst()
        var isAnchored = false
        if body.first == UInt8(ascii: "^") {
            body.removeFirst()
            isAnchored = true
        }
        if body.last == UInt8(ascii: "$"), body.dropLast().last != UInt8(ascii: "\\") {
            body.removeLast()
            isAnchored = true
        }
        guard !body.isEmpty else { throw ExpressionFlaw(reason: "is an empty expression", mend: "write what origins look like") }
        var reader = ExpressionReader(body)
        let node = try reader.choice()
        guard reader.at == body.count else { throw ExpressionFlaw(reason: "has a `)` too many", mend: "remove it, or write `\\)`") }
        if isAnchored, case .choice = node {
            throw ExpressionFlaw(
                reason: "has an anchor that elsewhere would bind to one alternative only",
                mend: "put the alternatives in a group: `^(a|b)$`")
        }
        return node
    }

    private var next: UInt8? { at < text.count ? text[at] : nil }

    private mutating func take(_ byte: Character) -> Bool {
        guard let next, next == byte.asciiValue else { return false }
        at += 1
        return true
    }

    private mutating func choice() throws(ExpressionFlaw) -> ExpressionNode {
        var alternatives = [try sequence()]
        while take("|") { alternatives.append(try sequence()) }
        return alternatives.count == 1 ? alternatives[0] : .choice(alternatives)
    }

    private mutating func sequence() throws(ExpressionFlaw) -> ExpressionNode {
        var parts: [ExpressionNode] = []
        while let byte = next, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") {
            let isDot = byte == UInt8(ascii: ".")
            let atom = try atom()
            guard let quantified = try quantified(atom) else {
                guard !isDot else {
                    throw ExpressionFlaw(
                        reason: "has a bare `.`, which any character matches", mend: "write `\\.` for a dot, `[a-z0-9]` for one letter")
                }
                parts.append(atom)
                continue
            }
            parts.append(quantified)
        }
        return parts.isEmpty ? .empty : parts.count == 1 ? parts[0] : .sequence(parts)
    }

    /// `atom` with the quantifier that follows; `nil` if none does.
    private mutating func quantified(_ atom: ExpressionNode) throws(ExpressionFlaw) -> ExpressionNode? {
        let node: ExpressionNode
        if take("*") {
            node = .repetition(atom, minimum: 0, maximum: nil)
        } else if take("+") {
            node = .repetition(atom, minimum: 1, maximum: nil)
        } else if take("?") {
            node = .repetition(atom, minimum: 0, maximum: 1)
        } else if take("{") {
            node = try counted(atom)
        } else {
            return nil
        }
        if let next, "*+?{".utf8.contains(next) {
            throw ExpressionFlaw(reason: "has two quantifiers in a row", mend: "write one; lazy ones mean nothing where all must match")
        }
        return node
    }

    private mutating func counted(_ atom: ExpressionNode) throws(ExpressionFlaw) -> ExpressionNode {
        let minimum = number()
        var maximum = minimum
        if take(",") { maximum = number() }
        let isOpen = text[at - 1] == UInt8(ascii: ",")
        guard let minimum, isOpen || maximum != nil, maximum.map({ $0 >= minimum }) ?? true, take("}") else {
            throw ExpressionFlaw(
                reason: "has braces that are no count from 0 to \(ExpressionReader.maximumCount)", mend: "write `{n}`, `{n,}` or `{n,m}`")
        }
        return .repetition(atom, minimum: minimum, maximum: isOpen ? nil : maximum)
    }

    private mutating func number() -> Int? {
        var value: Int?
        while let byte = next, ByteText.isDigit(byte) {
            let sum = (value ?? 0) * 10 + Int(byte - 48)
            guard sum <= ExpressionReader.maximumCount else { return nil }
            value = sum
            at += 1
        }
        return value
    }

    private mutating func atom() throws(ExpressionFlaw) -> ExpressionNode {
        guard let byte = next else { return .empty }
        at += 1
        switch byte {
        case UInt8(ascii: "("): return try group()
        case UInt8(ascii: "["): return .byte(try set())
        case UInt8(ascii: "."): return .byte(ExpressionReader.printable)
        case UInt8(ascii: "\\"): return .byte(try escape())
        case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"), UInt8(ascii: "{"), UInt8(ascii: "}"):
            throw ExpressionFlaw(
                reason: "has a quantifier with nothing before it", mend: "write `\\` before it if it is meant as it stands")
        case UInt8(ascii: "^"), UInt8(ascii: "$"):
            throw ExpressionFlaw(reason: "has an anchor inside", mend: "remove it: the whole origin must match anyway")
        default: return .byte(ExpressionReader.bit(byte))
        }
    }

    private mutating func group() throws(ExpressionFlaw) -> ExpressionNode {
        if take("?"), !take(":") {
            throw ExpressionFlaw(reason: "has a group that looks around, names or captures", mend: "write `(…)`")
        }
        depth += 1
        guard depth <= ExpressionReader.maximumDepth else {
            throw ExpressionFlaw(reason: "nests more than \(ExpressionReader.maximumDepth) groups", mend: "flatten it")
        }
        let node = try choice()
        depth -= 1
        guard take(")") else { throw ExpressionFlaw(reason: "has an unclosed group", mend: "write the `)`") }
        return node
    }

    private mutating func escape() throws(ExpressionFlaw) -> UInt128 {
        guard let byte = next else { throw ExpressionFlaw(reason: "ends with a backslash", mend: "remove it, or write `\\\\`") }
        at += 1
        if byte == UInt8(ascii: "d") { return ExpressionReader.digits }
        if byte == UInt8(ascii: "w") { return ExpressionReader.word }
        guard !ByteText.isDigit(byte), !ByteText.isLower(byte), !ByteText.isUpper(byte) else {
            throw ExpressionFlaw(
                reason: "has `\\\(Character(Unicode.Scalar(byte)))`, which is not supported", mend: "write a class such as `[a-z0-9-]`")
        }
        return ExpressionReader.bit(byte)
    }

    /// What follows `[`.
    private mutating func set() throws(ExpressionFlaw) -> UInt128 {
        let isNegated = take("^")
        var set: UInt128 = 0
        while let byte = next, byte != UInt8(ascii: "]") {
            at += 1
            let low = byte == UInt8(ascii: "\\") ? try escape() : ExpressionReader.bit(byte)
            guard next == UInt8(ascii: "-"), at + 1 < text.count, text[at + 1] != UInt8(ascii: "]") else {
                set |= low
                continue
            }
            at += 1
            let end = text[at]
            at += 1
            let high = end == UInt8(ascii: "\\") ? try escape() : ExpressionReader.bit(end)
            guard low.nonzeroBitCount == 1, high.nonzeroBitCount == 1, low <= high else {
                throw ExpressionFlaw(reason: "has a class with a range that runs backwards", mend: "write it as in `[a-z]`")
            }
            set |= ExpressionReader.range(UInt8(low.trailingZeroBitCount), UInt8(high.trailingZeroBitCount))
        }
        guard take("]"), set != 0 else {
            throw ExpressionFlaw(reason: "has an empty or unclosed class", mend: "write it as in `[a-z0-9-]`")
        }
        return isNegated ? ExpressionReader.printable & ~set : set
    }

    private static func bit(_ byte: UInt8) -> UInt128 { UInt128(1) << UInt128(byte & 127) }

    private static func range(_ low: UInt8, _ high: UInt8) -> UInt128 { (low...high).reduce(0) { $0 | bit($1) } }
}
