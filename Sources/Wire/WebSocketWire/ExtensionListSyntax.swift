import WayleaveBytes

/// The grammar of Sec-WebSocket-Extensions (RFC 6455 § 9.1): 1#( token *( ";" token [ "=" ( token / quoted-string ) ] ) ).
enum ExtensionListSyntax {
    /// Whether `value` keeps to the grammar, blanks around separators and empty elements allowed; linear in its length.
    static func isValid(_ value: UnsafeRawBufferPointer) -> Bool {
        var i = 0
        skipBlanks(value, &i)
        while i < value.count {
            if value[i] != UInt8(ascii: ",") {
                guard takeToken(value, &i) else { return false }
                skipBlanks(value, &i)
                while i < value.count, value[i] == UInt8(ascii: ";") {
                    i += 1
                    guard takeParameter(value, &i) else { return false }
                }
            }
            guard i < value.count else { return true }
            guard value[i] == UInt8(ascii: ",") else { return false }
            i += 1
            skipBlanks(value, &i)
        }
        return true
    }

    private static func takeParameter(_ value: UnsafeRawBufferPointer, _ i: inout Int) -> Bool {
        skipBlanks(value, &i)
        guard takeToken(value, &i) else { return false }
        skipBlanks(value, &i)
        guard i < value.count, value[i] == UInt8(ascii: "=") else { return true }
        i += 1
        skipBlanks(value, &i)
        if i < value.count, value[i] == UInt8(ascii: "\"") {
            i += 1
            let start = i
            while i < value.count, ASCII.isToken(value[i]) { i += 1 }
            // § 9.1: unquoted, the string must be a token; so it holds neither quotes nor escapes.
            guard i > start, i < value.count, value[i] == UInt8(ascii: "\"") else { return false }
            i += 1
        } else {
            guard takeToken(value, &i) else { return false }
        }
        skipBlanks(value, &i)
        return true
    }

    private static func takeToken(_ value: UnsafeRawBufferPointer, _ i: inout Int) -> Bool {
        let start = i
        while i < value.count, ASCII.isToken(value[i]) { i += 1 }
        return i > start
    }

    private static func skipBlanks(_ value: UnsafeRawBufferPointer, _ i: inout Int) {
        while i < value.count, value[i] == 0x20 || value[i] == 0x09 { i += 1 }
    }
}
