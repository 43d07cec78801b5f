internal import WayleaveBytes

/// Finds a field in a head that the strict parser refused, for the sole purpose of wording the refusal so that its page can read it.
enum HeadSalvage {
    /// The value of the only line called `name` (lower case) in the first 64 KiB; `nil` with none or several.
    static func value(of name: StaticString, in bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        let bytes = UnsafeRawBufferPointer(rebasing: bytes.prefix(65_536))
        let nameCount = name.utf8CodeUnitCount
        var found: UnsafeRawBufferPointer?
        var lineStart = 0
        while lineStart < bytes.count {
            let lineEnd = bytes[lineStart...].firstIndex(of: 0x0A) ?? bytes.count
            if lineEnd == lineStart || (lineEnd == lineStart + 1 && bytes[lineStart] == 0x0D) { break }
            var end = lineEnd
            while end > lineStart, bytes[end - 1] <= 0x20 { end -= 1 }
            if end - lineStart > nameCount, bytes[lineStart + nameCount] == UInt8(ascii: ":"), lineEnd < bytes.count,
                ASCII.equals(UnsafeRawBufferPointer(rebasing: bytes[lineStart..<lineStart + nameCount]), ignoringCase: name)
            {
                guard found == nil else { return nil }
                var start = lineStart + nameCount + 1
                while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
                found = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
            }
            lineStart = lineEnd + 1
        }
        return found
    }
}
