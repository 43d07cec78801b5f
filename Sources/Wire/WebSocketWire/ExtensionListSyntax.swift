import WayleaveBytes

/// The grammar of Sec-WebSocket-Extensions (RFC 6455 § 9.1): 1#( token *( ";" token [ "=" ( token / quoted-string ) ] ) ).
enum ExtensionListSyntax {
    /// One thing found in a list, in order; slices are of the value that is walked.
    enum Part {
        /// The next extension begins.
        case name(UnsafeRawBufferPointer)
        /// One of its parameters; quotes around the value are left out.
        case parameter(UnsafeRawBufferPointer, value: UnsafeRawBufferPointer?)
        /// The extension has no more parameters.
        case end
    }

    /// Whether `value` keeps to the grammar.
    static func isValid(_ value: UnsafeRawBufferPointer) -> Bool { walk(value) { _ in true } }

    /// Calls `body` for each part until it returns `false`; blanks around separators and empty elements are allowed. Linear in the length.
    ///
    /// - Returns: whether what was walked keeps to the grammar.
    static func walk(_ value: UnsafeRawBufferPointer, _ body: (Part) -> Bool) -> Bool {
        var i = 0
        skipBlanks(value, &i)
        while i < value.count {
            if value[i] != UInt8(ascii: ",") {
                guard let name = takeToken(value, &i) else { return false }
                guard body(.name(name)) else { return true }
                skipBlanks(value, &i)
                while i < value.count, value[i] == UInt8(ascii: ";") {
                    i += 1
                    guard let part = takeParameter(value, &i) else { return false }
                    guard body(part) else { return true }
                }
                guard i == value.count || value[i] == UInt8(ascii: ",") else { return false }
                guard body(.end) else { return true }
            }
            guard i < value.count else { return true }
            i += 1
            skipBlanks(value, &i)
        }
        return true
    }

    private static func takeParameter(_ value: UnsafeRawBufferPointer, _ i: inout Int) -> Part? {
        skipBlanks(value, &i)
        guard let name = takeToken(value, &i) else { return nil }
        skipBlanks(value, &i)
        guard i < value.count, value[i] == UInt8(ascii: "=") else { return .parameter(name, value: nil) }
        i += 1
        skipBlanks(value, &i)
        let isQuoted = i < value.count && value[i] == UInt8(ascii: "\"")
        if isQuoted { i += 1 }
        // § 9.1: unquoted, a quoted string must be a token; so it holds neither quotes nor escapes.
        guard let text = takeToken(value, &i) else { return nil }
        if isQuoted {
            guard i < value.count, value[i] == UInt8(ascii: "\"") else { return nil }
            i += 1
        }
        skipBlanks(value, &i)
        return .parameter(name, value: text)
    }

    private static func takeToken(_ value: UnsafeRawBufferPointer, _ i: inout Int) -> UnsafeRawBufferPointer? {
        let start = i
        while i < value.count, ASCII.isToken(value[i]) { i += 1 }
        return i > start ? UnsafeRawBufferPointer(rebasing: value[start..<i]) : nil
    }

    private static func skipBlanks(_ value: UnsafeRawBufferPointer, _ i: inout Int) {
        while i < value.count, value[i] == 0x20 || value[i] == 0x09 { i += 1 }
    }
}
