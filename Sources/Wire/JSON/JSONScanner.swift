/// Walks JSON text once, without recursion, and tells a document where its values are.
///
/// Soundness: every read is at an index below `count`.
struct JSONScanner {
    let base: UnsafePointer<UInt8>
    let count: Int
    private var i = 0
    /// Whether a string may hold bytes outside ASCII, which then have to be validated.
    private(set) var sawNonASCII = false

    init(base: UnsafePointer<UInt8>, count: Int) {
        self.base = base
        self.count = count
    }

    private enum State { case value, name, afterValue }

    mutating func scan(into document: JSONDocument, maxDepth: Int) throws(JSONError) {
        var parent = -1
        var depth = 0
        var state = State.value
        while true {
            skipWhitespace()
            switch state {
            case .value:
                guard i < count else { throw fail("a value") }
                switch base[i] {
                case UInt8(ascii: "{"), UInt8(ascii: "["):
                    guard depth < maxDepth else { throw JSONError(.tooDeep(limit: maxDepth)) }
                    depth += 1
                    let isObject = base[i] == UInt8(ascii: "{")
                    let token = document.tokenCount
                    document.push(start: i, end: 0, next: parent, extra: 0)
                    parent = token
                    i += 1
                    skipWhitespace()
                    let isEmpty = i < count && base[i] == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
                    state = isEmpty ? .afterValue : isObject ? .name : .value
                case UInt8(ascii: "\""):
                    try string(into: document)
                    state = .afterValue
                case UInt8(ascii: "t"):
                    try literal("true", into: document)
                    state = .afterValue
                case UInt8(ascii: "f"):
                    try literal("false", into: document)
                    state = .afterValue
                case UInt8(ascii: "n"):
                    try literal("null", into: document)
                    state = .afterValue
                default:
                    try number(into: document)
                    state = .afterValue
                }
            case .name:
                guard i < count, base[i] == UInt8(ascii: "\"") else { throw fail("a member's name in quotation marks") }
                try string(into: document)
                skipWhitespace()
                guard i < count, base[i] == UInt8(ascii: ":") else { throw fail("\":\"") }
                i += 1
                state = .value
            case .afterValue:
                guard parent >= 0 else {
                    guard i == count else { throw fail("the end") }
                    return
                }
                let isObject = document.firstByte(parent) == UInt8(ascii: "{")
                guard i < count else { throw fail(isObject ? "\",\" or \"}\"" : "\",\" or \"]\"") }
                if base[i] == UInt8(ascii: ",") {
                    i += 1
                    state = isObject ? .name : .value
                } else if base[i] == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
                    i += 1
                    let outer = Int(Int32(bitPattern: document.tokens[parent].next))
                    document.tokens[parent].end = UInt32(truncatingIfNeeded: i)
                    document.tokens[parent].next = UInt32(truncatingIfNeeded: document.tokenCount)
                    parent = outer
                    depth -= 1
                } else {
                    throw fail(isObject ? "\",\" or \"}\"" : "\",\" or \"]\"")
                }
            }
        }
    }

    private func fail(_ expected: String) -> JSONError { JSONError(.syntax(expected: expected, offset: i)) }

    @inline(__always)
    private mutating func skipWhitespace() {
        while i < count {
            let byte = base[i]
            guard byte <= 0x20, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            i &+= 1
        }
    }

    private mutating func literal(_ text: StaticString, into document: JSONDocument) throws(JSONError) {
        let length = text.utf8CodeUnitCount
        guard count - i >= length else { throw fail("\(text)") }
        for offset in 0..<length where base[i + offset] != text.utf8Start[offset] { throw fail("\(text)") }
        document.push(start: i, end: i + length, next: document.tokenCount + 1, extra: 0)
        i += length
    }

    /// RFC 8259 § 7; the index is at the opening quotation mark.
    private mutating func string(into document: JSONDocument) throws(JSONError) {
        let start = i
        var escapes: UInt32 = 0
        i &+= 1
        while true {
            skipPlainCharacters()
            guard i < count else { throw fail("a closing quotation mark") }
            let byte = base[i]
            if byte == UInt8(ascii: "\"") {
                i &+= 1
                document.push(start: start, end: i, next: document.tokenCount &+ 1, extra: escapes)
                return
            }
            guard byte == UInt8(ascii: "\\") else { throw fail("an escape instead of a control character") }
            escapes = 1
            try escape()
        }
    }

    /// Advances to the next quotation mark, backslash or control character, eight bytes at a time.
    @inline(__always)
    private mutating func skipPlainCharacters() {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        while count &- i >= 8 {
            let word = UInt64(littleEndian: UnsafeRawPointer(base + i).loadUnaligned(as: UInt64.self))
            let quote = word ^ (ones &* 0x22)
            let backslash = word ^ (ones &* 0x5C)
            let hits =
                (((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash) | ((word &- (ones &* 0x20)) & ~word)) & highs
            if word & highs != 0 { sawNonASCII = true }
            if hits != 0 {
                i &+= hits.trailingZeroBitCount &>> 3
                return
            }
            i &+= 8
        }
        while i < count {
            let byte = base[i]
            if byte == 0x22 || byte == 0x5C || byte < 0x20 { return }
            if byte >= 0x80 { sawNonASCII = true }
            i &+= 1
        }
    }

    private mutating func escape() throws(JSONError) {
        i += 1
        guard i < count else { throw fail("an escaped character") }
        switch base[i] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
            UInt8(ascii: "r"), UInt8(ascii: "t"):
            i += 1
        case UInt8(ascii: "u"):
            for _ in 0..<4 {
                i += 1
                guard i < count, hexValue(base[i]) != nil else { throw fail("four hexadecimal digits") }
            }
            i += 1
        default:
            throw fail("one of \" \\ / b f n r t u after a backslash")
        }
    }

    /// RFC 8259 § 6.
    private mutating func number(into document: JSONDocument) throws(JSONError) {
        let start = i
        if base[i] == UInt8(ascii: "-") { i += 1 }
        guard i < count, isDigit(base[i]) else { throw fail(i == start ? "a value" : "a digit") }
        if base[i] == UInt8(ascii: "0") {
            i += 1
        } else {
            skipDigits()
        }
        if i < count, base[i] == UInt8(ascii: ".") {
            i += 1
            guard i < count, isDigit(base[i]) else { throw fail("a digit") }
            skipDigits()
        }
        if i < count, base[i] | 0x20 == UInt8(ascii: "e") {
            i += 1
            if i < count, base[i] == UInt8(ascii: "+") || base[i] == UInt8(ascii: "-") { i += 1 }
            guard i < count, isDigit(base[i]) else { throw fail("a digit") }
            skipDigits()
        }
        document.push(start: start, end: i, next: document.tokenCount &+ 1, extra: 0)
    }

    private mutating func skipDigits() {
        while i < count, isDigit(base[i]) { i &+= 1 }
    }
}

@inline(__always)
func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

/// The value of a hexadecimal digit of either case.
@inline(__always)
func hexValue(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - 48)
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - 87)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - 55)
    default: nil
    }
}
