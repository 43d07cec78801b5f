extension JSONDocument {
    /// Validates `bytes` as one JSON text (RFC 8259 § 2) and indexes its values.
    ///
    /// The bytes are borrowed until ``finish(_:)``. Afterwards token 0 is the whole value.
    package func scan(_ bytes: UnsafeRawBufferPointer, maxDepth: Int = JSON.maxDepth) throws(JSONError) {
        tokenCount = 0
        root = 0
        isMessagePack = false
        guard let start = bytes.baseAddress, bytes.count > 0 else { throw JSONError(.syntax(expected: "a value", offset: 0)) }
        guard bytes.count <= Int(Int32.max) else { throw JSONError(.tooLarge(limit: Int(Int32.max))) }
        base = start.assumingMemoryBound(to: UInt8.self)
        byteCount = bytes.count
        var scanner = JSONScanner(base: base, count: byteCount)
        do {
            try scanner.scan(into: self, maxDepth: maxDepth)
        } catch {
            tokenCount = 0
            throw error
        }
        if scanner.sawNonASCII, !UTF8Validation.isValid(base, count: byteCount) {
            tokenCount = 0
            throw JSONError(.invalidUTF8)
        }
    }

    /// Appends a token; the scanner's only way to write the index.
    @inline(__always)
    func push(start: Int, end: Int, next: Int, extra: UInt32) {
        if tokenCount == tokenCapacity { growTokens() }
        tokens[tokenCount] = Token(
            start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end), next: UInt32(truncatingIfNeeded: next),
            extra: extra)
        tokenCount &+= 1
    }
}
