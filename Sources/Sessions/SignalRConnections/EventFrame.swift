internal import WayleaveBytes

/// Bytes as events of an event stream (HTML Standard § 9.2), framed as the official server does.
enum EventFrame {
    /// The comment that begins a stream, so that proxies pass its head on.
    static let opening: StaticString = ":\r\n"

    /// Appends one event: a line `data: …` for each line of `payload`, whose line ends go without their CR, and an empty line.
    static func append(_ payload: UnsafeRawBufferPointer, into writer: inout ByteWriter) {
        var start = 0
        while start < payload.count {
            var end = start
            while end < payload.count, payload[end] != UInt8(ascii: "\n") { end &+= 1 }
            let next = end &+ 1
            if end < payload.count, end > start, payload[end &- 1] == UInt8(ascii: "\r") { end &-= 1 }
            writer.append("data: " as StaticString)
            writer.append(UnsafeRawBufferPointer(rebasing: payload[start..<end]))
            writer.append("\r\n" as StaticString)
            start = next
        }
        writer.append("\r\n" as StaticString)
    }
}

extension StaticString {
    func withUnsafeBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
        body(UnsafeRawBufferPointer(start: utf8Start, count: utf8CodeUnitCount))
    }
}
