import WayleaveBytes

/// What a packet's encoder writes around values.
///
/// From another module every access to ``JSONOutput/writer`` costs a dynamic check of exclusivity, many times that of a call.
extension JSONOutput {
    /// Forgets what was written, leaves a gap of `gap` bytes and collects binary values, or not.
    package func begin(gap: Int, collectsAttachments: Bool) {
        writer.removeAll()
        _ = writer.reserve(gap)
        writer.commit(gap)
        if !collectsAttachments {
            attachments = nil
        } else if attachments?.isEmpty != true {
            attachments = []
        }
    }

    /// The number of binary values met.
    package var attachmentCount: Int { attachments?.count ?? 0 }

    /// The number of bytes written, with the gap.
    package var count: Int { writer.count }

    /// Appends one byte.
    package func append(_ byte: UInt8) { writer.append(byte) }

    /// Appends text as it is.
    package func append(verbatim text: String) { writer.append(text) }

    /// Appends a number in decimal.
    package func append(decimal value: Int) { writer.append(decimal: value) }

    /// Appends a JSON string.
    package func append(quoted text: String) { JSONText.append(text, to: &writer) }

    /// Writes a byte into the gap, or over what was written.
    package func put(_ byte: UInt8, at place: Int) {
        guard place >= 0, place < writer.count else { return }
        writer.base[place] = byte
    }

    /// Calls `body` with what was written from `start` on, and the binary values; the text is valid only during the call.
    @inline(__always)
    package func withBytes<R>(
        from start: Int, _ body: (_ text: UnsafeRawBufferPointer, _ attachments: [Binary]) throws -> R
    ) rethrows -> R {
        try body(bytes(from: start), attachments ?? [])
    }

    /// What was written from `start` on; valid until something more is written.
    @inline(never)
    private func bytes(from start: Int) -> UnsafeRawBufferPointer {
        writer.withUnsafeBytes { UnsafeRawBufferPointer(rebasing: $0[min(start, $0.count)...]) }
    }
}
