/// Walks one MessagePack value without recursion, and tells a document where its values are.
///
/// A container's announced count is believed only as far as bytes are left: every value takes one at least.
///
/// Soundness: every read is at an index below `count`.
struct MessagePackScanner {
    private let base: UnsafePointer<UInt8>
    private let count: Int
    private var i = 0
    /// The innermost open container's token, or -1. While it is open, its `next` is the token of the one around it, and its `extra` the
    /// number of values (names included) that it still awaits.
    private var parent = -1
    private var depth = 0

    init(base: UnsafePointer<UInt8>, count: Int) {
        self.base = base
        self.count = count
    }

    /// Indexes the value at the front and returns how many bytes it takes.
    mutating func scan(into document: JSONDocument, maxDepth: Int) throws(JSONError) -> Int {
        repeat {
            let token = document.tokenCount
            let start = i
            let isName = parent >= 0 && document.tokens[parent].extra % 2 == 0 && isObject(parent, in: document)
            let children = try header()
            if isName, !isNameByte(base[start]) { throw fail("a member's name that is a string or an integer", at: start) }
            let isText = MessagePackFormat.character(base + start) == UInt8(ascii: "\"")
            document.push(start: start, end: i, next: token &+ 1, extra: isText && isExtension(base[start]) ? 1 : 0)
            guard let children else {
                finishValue(in: document)
                continue
            }
            guard depth < maxDepth else { throw JSONError(.tooDeep(limit: maxDepth)) }
            guard children <= count - i else { throw fail("\(children) more values", at: i) }
            document.tokens[token].next = UInt32(bitPattern: Int32(truncatingIfNeeded: parent))
            document.tokens[token].extra = UInt32(truncatingIfNeeded: children)
            parent = token
            depth += 1
            closeFinished(in: document)
        } while parent >= 0
        return i
    }

    private func isObject(_ token: Int, in document: JSONDocument) -> Bool { document.firstByte(token) == UInt8(ascii: "{") }

    private func isExtension(_ byte: UInt8) -> Bool { 0xC7...0xC9 ~= byte || 0xD4...0xD8 ~= byte }

    private func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case ..<0x80, 0xA0..<0xC0, 0xCC...0xD3, 0xD9...0xDB, 0xE0...: true
        default: false
        }
    }

    /// Counts a value that is no container, and closes the containers it completes.
    private mutating func finishValue(in document: JSONDocument) {
        guard parent >= 0 else { return }
        document.tokens[parent].extra -= 1
        closeFinished(in: document)
    }

    private mutating func closeFinished(in document: JSONDocument) {
        while parent >= 0, document.tokens[parent].extra == 0 {
            let outer = Int(Int32(bitPattern: document.tokens[parent].next))
            document.tokens[parent].end = UInt32(truncatingIfNeeded: i)
            document.tokens[parent].next = UInt32(truncatingIfNeeded: document.tokenCount)
            parent = outer
            depth -= 1
            if parent >= 0 { document.tokens[parent].extra -= 1 }
        }
    }

    /// Steps over the header of the value at `i`, and over its payload if it has one.
    ///
    /// - Returns: for containers the number of values in them, names included.
    private mutating func header() throws(JSONError) -> Int? {
        guard i < count else { throw fail("a value", at: i) }
        let byte = base[i]
        i += 1
        switch byte {
        case ..<0x80, 0xC0, 0xC2, 0xC3, 0xE0...: return nil
        case ..<0x90: return Int(byte & 0x0F) * 2
        case ..<0xA0: return Int(byte & 0x0F)
        case ..<0xC0: try text(Int(byte & 0x1F))
        case 0xC4: try skip(length(1))
        case 0xC5: try skip(length(2))
        case 0xC6: try skip(length(4))
        case 0xC7: try skip(length(1) + 1)
        case 0xC8: try skip(length(2) + 1)
        case 0xC9: try skip(length(4) + 1)
        case 0xCA, 0xCE, 0xD2: try skip(4)
        case 0xCB, 0xCF, 0xD3: try skip(8)
        case 0xCC, 0xD0: try skip(1)
        case 0xCD, 0xD1: try skip(2)
        case 0xD4...0xD8: try skip(1 + 1 << Int(byte - 0xD4))
        case 0xD9: try text(length(1))
        case 0xDA: try text(length(2))
        case 0xDB: try text(length(4))
        case 0xDC: return try length(2)
        case 0xDD: return try length(4)
        case 0xDE: return try length(2) * 2
        case 0xDF: return try length(4) * 2
        default: throw fail("a value; 0xc1 is never used", at: i - 1)
        }
        return nil
    }

    private mutating func length(_ bytes: Int) throws(JSONError) -> Int {
        guard count - i >= bytes else { throw fail("a length of \(bytes) bytes", at: i) }
        defer { i += bytes }
        return Int(MessagePackFormat.bigEndian(base + i, bytes))
    }

    private mutating func skip(_ bytes: Int) throws(JSONError) {
        guard count - i >= bytes else { throw fail("\(bytes) more bytes", at: i) }
        i += bytes
    }

    private mutating func text(_ bytes: Int) throws(JSONError) {
        let start = i
        try skip(bytes)
        guard UTF8Validation.isValid(base + start, count: bytes) else { throw JSONError(.invalidUTF8) }
    }

    private func fail(_ expected: String, at offset: Int) -> JSONError { JSONError(.syntax(expected: expected, offset: offset)) }
}
