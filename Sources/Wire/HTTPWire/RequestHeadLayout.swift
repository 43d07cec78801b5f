/// What the parser learned about one request head: its meaning, and where in the head things stand.
@usableFromInline
package struct RequestHeadLayout: Sendable {
    // Large members first: a WebSocket keeps its layout as long as it lives, so no room is given to padding.
    /// By known field, the index of its first line plus one, and how many lines it has (255 and more are 255).
    @usableFromInline var firstLine = SIMD16<UInt8>()
    @usableFromInline var lineCounts = SIMD16<UInt8>()
    package internal(set) var framing = BodyFraming.none
    package internal(set) var methodKind = RequestMethodKind.other
    package internal(set) var targetForm = RequestTargetForm.origin
    /// 0 for HTTP/1.0, 1 for HTTP/1.1 and any later HTTP/1.x.
    package internal(set) var minorVersion: UInt8 = 1
    /// Whether the connection stays open after the answer (RFC 9112 § 9.3).
    package internal(set) var keepAlive = true
    /// Whether Connection lists the token "upgrade" in a HTTP/1.1 request (RFC 9110 § 7.8).
    package internal(set) var connectionUpgrade = false
    /// Whether the client waits for 100 (Continue) before it sends the body (RFC 9110 § 10.1.1).
    package internal(set) var expectsContinue = false
    /// As many as a head shorter than 64 KiB can have.
    private var fields: UInt16 = 0
    private var bytes: UInt32 = 0
    package internal(set) var method = HeadSlice()
    package internal(set) var target = HeadSlice()
    /// The target's path, not decoded; empty in authority-form, and in absolute-form without a path, where it means "/".
    package internal(set) var path = HeadSlice()
    /// The target's query, not decoded, without "?".
    package internal(set) var query = HeadSlice()
    /// The target's authority in absolute- and authority-form, else the Host field's value (RFC 9112 § 3.3).
    package internal(set) var authority = HeadSlice()

    /// The bytes of the head, from its first byte (leading empty lines included) past the empty line that ends it.
    package internal(set) var byteCount: Int {
        get { Int(bytes) }
        set { bytes = UInt32(truncatingIfNeeded: newValue) }
    }

    package internal(set) var fieldCount: Int {
        get { Int(fields) }
        set { fields = UInt16(truncatingIfNeeded: newValue) }
    }

    /// Whether a body follows that is not empty.
    package var hasBody: Bool {
        switch framing {
        case .none: false
        case .length(let count): count > 0
        case .chunked: true
        }
    }

    /// How many lines of `field` the head has.
    @inlinable
    @inline(__always)
    package func lineCount(_ field: KnownField) -> Int { Int(lineCounts[Int(field.rawValue)]) }

    /// The index of the first line of `field` among all lines, or `nil`.
    @inlinable
    @inline(__always)
    package func firstIndex(_ field: KnownField) -> Int? {
        let index = firstLine[Int(field.rawValue)]
        return index == 0 ? nil : Int(index) &- 1
    }

    @inline(__always)
    mutating func note(_ field: KnownField, line: Int) {
        let lane = Int(field.rawValue)
        let seen = lineCounts[lane]
        if seen == 0 { firstLine[lane] = UInt8(truncatingIfNeeded: line &+ 1) }
        if seen < 255 { lineCounts[lane] = seen &+ 1 }
    }
}
