package import WayleaveBytes

/// Writes MessagePack's values in their shortest form.
package enum MessagePackText {
    /// Appends a string.
    @inline(__always)
    package static func append(_ text: String, to writer: inout ByteWriter) {
        var text = text
        text.withUTF8 { append(UnsafeRawBufferPointer($0), to: &writer) }
    }

    /// Appends a string whose UTF-8 is `text`.
    package static func append(_ text: UnsafeRawBufferPointer, to writer: inout ByteWriter) {
        if text.count < 32 {
            writer.append(0xA0 | UInt8(text.count))
        } else {
            appendLength(text.count, 0xD9, to: &writer)
        }
        writer.append(text)
    }

    /// Appends binary data.
    package static func append(binary: UnsafeRawBufferPointer, to writer: inout ByteWriter) {
        appendLength(binary.count, 0xC4, to: &writer)
        writer.append(binary)
    }

    /// Appends the header of an array of `count` elements.
    package static func append(arrayCount count: Int, to writer: inout ByteWriter) {
        appendCount(count, short: 0x90, long: 0xDC, to: &writer)
    }

    /// Appends the header of a map of `count` members.
    package static func append(mapCount count: Int, to writer: inout ByteWriter) {
        appendCount(count, short: 0x80, long: 0xDE, to: &writer)
    }

    private static func appendCount(_ count: Int, short: UInt8, long: UInt8, to writer: inout ByteWriter) {
        if count < 16 {
            writer.append(short | UInt8(count))
        } else {
            writer.append(count < 65_536 ? long : long + 1)
            appendBigEndian(UInt64(count), count < 65_536 ? 2 : 4, to: &writer)
        }
    }

    /// Appends an integer.
    @inline(__always)
    package static func append(_ value: Int, to writer: inout ByteWriter) {
        if value >= -32, value < 128 {
            writer.append(UInt8(truncatingIfNeeded: value))
        } else if value >= 0 {
            append(unsigned: UInt64(value), to: &writer)
        } else {
            appendNegative(value, to: &writer)
        }
    }

    /// Appends an integer that need not fit `Int`.
    package static func append(unsigned value: UInt64, to writer: inout ByteWriter) {
        switch value {
        case 0..<128: writer.append(UInt8(value))
        case ..<256: appendTyped(0xCC, value, 1, to: &writer)
        case ..<65_536: appendTyped(0xCD, value, 2, to: &writer)
        case ..<0x1_0000_0000: appendTyped(0xCE, value, 4, to: &writer)
        default: appendTyped(0xCF, value, 8, to: &writer)
        }
    }

    private static func appendNegative(_ value: Int, to writer: inout ByteWriter) {
        let bits = UInt64(bitPattern: Int64(value))
        switch value {
        case Int(Int8.min)...: appendTyped(0xD0, bits, 1, to: &writer)
        case Int(Int16.min)...: appendTyped(0xD1, bits, 2, to: &writer)
        case Int(Int32.min)...: appendTyped(0xD2, bits, 4, to: &writer)
        default: appendTyped(0xD3, bits, 8, to: &writer)
        }
    }

    /// Appends a number with a fraction, or too large for an integer.
    package static func append(_ value: Double, to writer: inout ByteWriter) { appendTyped(0xCB, value.bitPattern, 8, to: &writer) }

    /// Appends a number of single precision.
    package static func append(_ value: Float, to writer: inout ByteWriter) { appendTyped(0xCA, UInt64(value.bitPattern), 4, to: &writer) }

    /// Appends a point in time as extension -1, in its shortest form.
    package static func append(_ time: Timestamp, to writer: inout ByteWriter) {
        let nanoseconds = UInt64(time.nanoseconds)
        if time.nanoseconds == 0, let short = UInt32(exactly: time.seconds) {
            writer.append(0xD6)
            appendTyped(0xFF, UInt64(short), 4, to: &writer)
        } else if 0..<(1 << 34) ~= time.seconds {
            writer.append(0xD7)
            appendTyped(0xFF, nanoseconds << 34 | UInt64(time.seconds), 8, to: &writer)
        } else {
            writer.append(0xC7)
            writer.append(12)
            appendTyped(0xFF, nanoseconds, 4, to: &writer)
            appendBigEndian(UInt64(bitPattern: time.seconds), 8, to: &writer)
        }
    }

    private static func appendLength(_ count: Int, _ type: UInt8, to writer: inout ByteWriter) {
        switch count {
        case ..<256: appendTyped(type, UInt64(count), 1, to: &writer)
        case ..<65_536: appendTyped(type + 1, UInt64(count), 2, to: &writer)
        default: appendTyped(type + 2, UInt64(count), 4, to: &writer)
        }
    }

    private static func appendTyped(_ type: UInt8, _ bits: UInt64, _ bytes: Int, to writer: inout ByteWriter) {
        writer.append(type)
        appendBigEndian(bits, bytes, to: &writer)
    }

    private static func appendBigEndian(_ bits: UInt64, _ bytes: Int, to writer: inout ByteWriter) {
        var shift = 8 * (bytes - 1)
        while shift >= 0 {
            writer.append(UInt8(truncatingIfNeeded: bits &>> UInt64(shift)))
            shift -= 8
        }
    }
}
