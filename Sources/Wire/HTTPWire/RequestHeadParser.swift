import WayleaveBytes

/// Parses HTTP/1.x request heads strictly (RFC 9112), without allocating: one parser serves all connections of a loop, one head at a time.
///
/// It reads only from the start of a head and keeps nothing between calls but its tables, so the outcome does not depend on how the
/// bytes were split into packets. Whatever RFC 9112 leaves to choice and attackers use is refused: line folding, a bare CR or LF,
/// white space before a colon, Transfer-Encoding with Content-Length, repeated Content-Length.
///
/// Soundness: `fields` points at 128 entries and `layout.fieldCount` never passes `limits.maxFields`, which is at most 128; bytes are
/// read only below `n`, the count of the buffer the caller lends for the call.
@usableFromInline
package struct RequestHeadParser: ~Copyable {
    package let limits: HTTPHeadLimits
    /// What the last head that was parsed completely says.
    @usableFromInline package internal(set) var layout = RequestHeadLayout()
    @usableFromInline let fields: UnsafeMutablePointer<HeadField>
    private var inRequestLine = true

    package init(limits: HTTPHeadLimits = HTTPHeadLimits()) {
        self.limits = limits
        fields = .allocate(capacity: 128)
    }

    deinit { fields.deallocate() }

    /// Parses the head at the start of `buffer`.
    package mutating func parse(_ buffer: UnsafeRawBufferPointer) -> HeadResult {
        var examined = 0
        return parse(buffer, examined: &examined)
    }

    /// Parses the head at the start of `buffer`, which begins with the bytes of the last call for this connection, if that said `needMore`.
    ///
    /// `examined` belongs to the connection, starts at 0, and lets octets that trickle in cost linear time: nothing is decided anew
    /// before another line may have ended.
    package mutating func parse(_ buffer: UnsafeRawBufferPointer, examined: inout Int) -> HeadResult {
        let n = min(buffer.count, limits.maxHeadBytes)
        guard n > 0, let p = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return .needMore }
        if examined > 0, n < limits.maxHeadBytes, HeadScan.fieldValueEnd(p, min(examined, n), n) == n {
            examined = n
            return .needMore
        }
        let result = parseHead(p, n)
        examined = 0
        if case .needMore = result {
            if n == limits.maxHeadBytes {
                return inRequestLine
                    ? refusal(.uriTooLong, "The request line is longer than the limit of a request head.")
                    : refusal(.requestHeaderFieldsTooLarge, "The request head is longer than the limit; send fewer or shorter fields.")
            }
            examined = n
        }
        return result
    }

    /// The value of the first line of `field` in the head just parsed, which lies at the start of `buffer`; `nil` if it has none.
    @inlinable
    @inline(__always)
    package func value(_ field: KnownField, in buffer: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        guard let index = layout.firstIndex(field) else { return nil }
        return fields[index].value.bytes(in: buffer)
    }

    @inline(never)
    func refusal(_ status: HTTPStatus, _ reason: StaticString) -> HeadResult { .refused(HTTPRefusal(status, reason)) }

    private mutating func parseHead(_ p: UnsafePointer<UInt8>, _ n: Int) -> HeadResult {
        layout = RequestHeadLayout()
        inRequestLine = true
        var i = 0
        // RFC 9112 § 2.2: empty lines before the request line are skipped; a few, so that nobody sends them forever.
        while i < n, p[i] == 0x0D {
            guard i &+ 1 < n else { return .needMore }
            guard p[i &+ 1] == 0x0A else { return refusal(.badRequest, "A CR stands without LF before the request line.") }
            i &+= 2
            guard i <= 16 else { return refusal(.badRequest, "Too many empty lines stand before the request line; send at most 8.") }
        }
        if let result = parseRequestLine(p, &i, n) { return result }
        inRequestLine = false
        var semantics = FieldSemantics()
        var count = 0
        while true {
            guard i < n else { return .needMore }
            if p[i] == 0x0D {
                guard i &+ 1 < n else { return .needMore }
                guard p[i &+ 1] == 0x0A else { return refusal(.badRequest, "A CR stands without LF where a field line begins.") }
                i &+= 2
                break
            }
            let nameStart = i
            i = HeadScan.tokenEnd(p, i, n)
            guard i < n else { return .needMore }
            guard p[i] == UInt8(ascii: ":"), i > nameStart else { return refuseName(p[i], isFirst: i == nameStart) }
            let nameEnd = i
            i &+= 1
            while i < n, p[i] == 0x20 || p[i] == 0x09 { i &+= 1 }
            let valueStart = i
            i = HeadScan.fieldValueEnd(p, i, n)
            guard i &+ 1 < n else {
                if i < n, p[i] != 0x0D { return refuseValue }
                return .needMore
            }
            guard p[i] == 0x0D, p[i &+ 1] == 0x0A else { return refuseValue }
            var valueEnd = i
            while valueEnd > valueStart, p[valueEnd &- 1] == 0x20 || p[valueEnd &- 1] == 0x09 { valueEnd &-= 1 }
            i &+= 2
            guard count < limits.maxFields else {
                return refusal(.requestHeaderFieldsTooLarge, "The request has more field lines than the limit; send fewer.")
            }
            fields[count] = HeadField(
                name: HeadSlice(from: nameStart, to: nameEnd), value: HeadSlice(from: valueStart, to: valueEnd))
            // Only names of these lengths mean something here: 4, 6, 7, 10, 12, 13, 14, 15, 17, 21, 22, 24, 29, 30.
            let nameCount = nameEnd &- nameStart
            if nameCount < 32, (0x6162_F4D0 as UInt32) &>> UInt32(truncatingIfNeeded: nameCount) & 1 != 0 {
                let value = UnsafeRawBufferPointer(start: p + valueStart, count: valueEnd &- valueStart)
                if let refusal = semantics.take(p + nameStart, nameCount, value, line: count, &layout) { return .refused(refusal) }
            }
            count &+= 1
        }
        layout.byteCount = i
        layout.fieldCount = count
        if let refusal = semantics.finish(&layout) { return .refused(refusal) }
        if layout.targetForm == .origin || layout.targetForm == .asterisk, let host = layout.firstIndex(.host) {
            layout.authority = fields[host].value
        }
        return .head(byteCount: i)
    }

    @inline(never)
    private func refuseName(_ byte: UInt8, isFirst: Bool) -> HeadResult {
        if byte == 0x20 || byte == 0x09 {
            return isFirst
                ? refusal(.badRequest, "A field line begins with white space; folded lines are not accepted, send each field on one line.")
                : refusal(.badRequest, "White space stands in a field name or before its colon; remove it.")
        }
        return refusal(.badRequest, "A field name is empty or holds a character that no token may hold.")
    }

    private var refuseValue: HeadResult {
        refusal(.badRequest, "A field value holds a control character, or its line does not end with CRLF.")
    }
}
