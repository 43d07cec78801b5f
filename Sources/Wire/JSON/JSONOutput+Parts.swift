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

    /// Appends bytes as they are.
    package func append(_ bytes: UnsafeRawBufferPointer) { writer.append(bytes) }

    /// Appends a string as the format writes it.
    package func append(string text: String) { write(text) }

    /// Appends a string as the format writes it; `text` must be UTF-8.
    package func append(string text: UnsafeRawBufferPointer) {
        isMessagePack ? MessagePackText.append(text, to: &writer) : JSONText.append(text, to: &writer)
    }

    /// Appends an integer as the format writes it.
    package func append(integer value: Int) { write(value) }

    /// Appends a Boolean as the format writes it.
    package func append(boolean value: Bool) { write(value) }

    /// Appends null.
    package func appendNull() { writeNull() }

    /// Appends the header of MessagePack's array of `count` elements.
    package func append(arrayCount count: Int) { MessagePackText.append(arrayCount: count, to: &writer) }

    /// Appends the header of MessagePack's map of `count` members.
    package func append(mapCount count: Int) { MessagePackText.append(mapCount: count, to: &writer) }

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
