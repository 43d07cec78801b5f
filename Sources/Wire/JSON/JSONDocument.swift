import WayleaveBytes

/// JSON text, or a MessagePack value, that was validated once, and a flat index of its values; the context of one decoding.
///
/// The index holds one ``Token`` per value and per member name, in document order, so that containers are entered, searched and
/// skipped without looking at the text again. A loop reuses one document for all its messages.
///
/// Soundness: `base` borrows the caller's bytes from `scan` until `finish`. A decoder that the caller's type kept beyond its
/// `init(from:)` still holds the document; `finish` sees that and makes the document own a copy of the bytes.
/// The unchecked exclusivity is sound because no access to a property calls foreign code while it lasts.
package final class JSONDocument {
    /// A value or a member name; its kind is told by its first byte.
    package struct Token {
        /// The offset of the first byte, for strings the quotation mark.
        var start: UInt32
        /// The offset after the last byte.
        var end: UInt32
        /// The index of the token after this value and everything in it; the parent's index while the container is open.
        var next: UInt32
        /// For strings: 1 when the text is not the bytes between the marks (escapes). For objects: the index of the name found last, 0 when there was none.
        var extra: UInt32
    }

    @exclusivity(unchecked) var base: UnsafePointer<UInt8>
    @exclusivity(unchecked) var byteCount = 0
    /// Whether the bytes are MessagePack instead of JSON.
    @exclusivity(unchecked) var isMessagePack = false
    @exclusivity(unchecked) var tokens: UnsafeMutablePointer<Token>
    @exclusivity(unchecked) var tokenCapacity: Int
    @exclusivity(unchecked) package internal(set) var tokenCount = 0
    /// The token errors call `$`.
    @exclusivity(unchecked) package var root = 0
    /// What the placeholders `{"_placeholder":true,"num":n}` stand for; without attachments they are ordinary objects.
    @exclusivity(unchecked) package var attachments: [Binary] = []
    private var ownedBytes: UnsafeMutablePointer<UInt8>?

    /// Creates a document with room for `tokenCapacity` values before it has to grow.
    package init(tokenCapacity: Int = 32) {
        self.tokenCapacity = max(tokenCapacity, 4)
        tokens = .allocate(capacity: self.tokenCapacity)
        base = UnsafePointer(JSONDocument.nothing)
    }

    deinit {
        tokens.deallocate()
        ownedBytes?.deallocate()
    }

    /// What `base` points at while there are no bytes; never written and never freed.
    nonisolated(unsafe) private static let nothing: UnsafeMutablePointer<UInt8> = {
        let byte = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
        byte.initialize(to: 0)
        return byte
    }()

    /// Ends the borrowing of the bytes given to `scan`; must be called before they die.
    ///
    /// The common case is that nobody else holds the document: it is emptied and can be used again.
    /// Otherwise it is left, with a copy of its bytes, to whoever holds it, and a new one takes its place.
    package static func finish(_ document: inout JSONDocument) {
        if isKnownUniquelyReferenced(&document) {
            document.base = UnsafePointer(nothing)
            document.byteCount = 0
            document.tokenCount = 0
            document.root = 0
            if !document.attachments.isEmpty { document.attachments = [] }
        } else {
            document.adoptBytes()
            document = JSONDocument()
        }
    }

    private func adoptBytes() {
        guard ownedBytes == nil, byteCount > 0 else { return }
        let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: byteCount)
        copy.update(from: base, count: byteCount)
        ownedBytes = copy
        base = UnsafePointer(copy)
    }

    @inline(never)
    func growTokens() {
        let larger = UnsafeMutablePointer<Token>.allocate(capacity: tokenCapacity * 2)
        larger.update(from: tokens, count: tokenCapacity)
        tokens.deallocate()
        tokens = larger
        tokenCapacity *= 2
    }

    /// The first byte of the value at `token`, which tells its kind; for MessagePack the byte that JSON would have there.
    @inline(__always)
    func firstByte(_ token: Int) -> UInt8 {
        let start = base + Int(tokens[token].start)
        return isMessagePack ? MessagePackFormat.character(start) : start.pointee
    }

    /// The text of the value at `token`; valid until `finish`.
    @inline(__always)
    package func text(of token: Int) -> UnsafeBufferPointer<UInt8> {
        let value = tokens[token]
        return UnsafeBufferPointer(start: base + Int(value.start), count: Int(value.end &- value.start))
    }

    /// The index of the token that follows the value at `token` and all it contains.
    @inline(__always)
    package func next(after token: Int) -> Int { Int(tokens[token].next) }

    /// The kind of the value at `token`.
    package func kind(of token: Int) -> JSONKind {
        switch firstByte(token) {
        case UInt8(ascii: "{"): .object
        case UInt8(ascii: "["): .array
        case UInt8(ascii: "\""): .string
        case UInt8(ascii: "t"), UInt8(ascii: "f"): .boolean
        case UInt8(ascii: "n"): .null
        case MessagePackFormat.binary: .binary
        case MessagePackFormat.other: .extension
        default: .number
        }
    }

    func mismatch(_ expected: String, at token: Int) -> JSONError {
        JSONError(.typeMismatch(expected: expected, found: kind(of: token).rawValue), path: path(to: token))
    }
}
