package import WayleaveBytes

/// Writes `text/event-stream` (HTML Standard § 9.2.5).
package enum EventStreamEncoder {
    /// Whether `text` may be the value of one line: CR and LF would end it.
    package static func isLine(_ text: String) -> Bool { !text.utf8.contains { $0 == 0x0A || $0 == 0x0D } }

    /// Appends one event and the empty line that dispatches it; `event` and `id` must be lines, and `id` hold no NUL.
    ///
    /// Each line of `data`, ended by LF, CR or CRLF, becomes a field of its own; the browser joins them with LF.
    package static func append(
        event: String? = nil, id: String? = nil, retryMilliseconds: Int? = nil, data: String?, into writer: inout ByteWriter
    ) {
        if let event { appendLine("event: ", event, into: &writer) }
        if let id { appendLine("id: ", id, into: &writer) }
        if let retryMilliseconds {
            writer.append("retry: ")
            writer.append(decimal: max(0, retryMilliseconds))
            writer.append("\n")
        }
        if let data { appendLines("data: ", data, into: &writer) }
        writer.append("\n")
    }

    /// Appends a comment, which browsers skip.
    package static func append(comment: String, into writer: inout ByteWriter) {
        appendLines(comment.isEmpty ? ":" : ": ", comment, into: &writer)
        writer.append("\n")
    }

    private static func appendLine(_ name: StaticString, _ value: String, into writer: inout ByteWriter) {
        writer.append(name)
        writer.append(value)
        writer.append("\n")
    }

    private static func appendLines(_ name: StaticString, _ text: String, into writer: inout ByteWriter) {
        var text = text
        text.withUTF8 { bytes in
            var start = 0
            while true {
                var end = start
                while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
                writer.append(name)
                writer.append(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[start..<end]))
                writer.append("\n")
                guard end < bytes.count else { return }
                start = end + (bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A ? 2 : 1)
            }
        }
    }
}
