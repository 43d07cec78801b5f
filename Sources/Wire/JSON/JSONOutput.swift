package import WayleaveBytes

/// Where encoding appends its JSON, or MessagePack; reused by a loop for all its messages.
///
/// Containers are not collected but written at once, so `Codable`'s freedom has one bound: a container that another one of the same or
/// a lower depth has replaced can no longer be written to. Doing so is an error of ``JSONError``, never wrong output.
///
/// Soundness of the unchecked exclusivity, a fifth of encoding's time otherwise: no access to the properties below calls foreign code
/// while it lasts.
package final class JSONOutput {
    /// What was written so far; the owner may write before and after ``encode(_:)``.
    @exclusivity(unchecked) package var writer: ByteWriter
    /// The binary values met; `nil` makes them base64 text instead of placeholders (Socket.IO v5 § binary).
    @exclusivity(unchecked) package var attachments: [Binary]?
    let isMessagePack: Bool

    /// The number of containers that are open.
    @exclusivity(unchecked) private(set) var depth = 0
    /// For each open container the offset of its opening bracket, which identifies it.
    private let offsets: UnsafeMutablePointer<Int>
    /// MessagePack: how many members or elements each open container has; `nil` for JSON.
    private let counts: UnsafeMutablePointer<Int>?
    /// Bit d: the container at depth d + 1 is an object; has members or elements already.
    @exclusivity(unchecked) private var objects: UInt64 = 0
    @exclusivity(unchecked) private var filled: UInt64 = 0
    /// The writer's count when a value was announced (after a name, comma or bracket) and not yet written, else -1.
    @exclusivity(unchecked) private var awaiting = -1
    /// An error that a function which cannot throw met.
    @exclusivity(unchecked) private var failure: JSONError?

    /// Creates an output with room for `capacity` bytes before it has to grow.
    package init(capacity: Int = 256, format: Format = .json) {
        writer = ByteWriter(capacity: capacity)
        offsets = .allocate(capacity: JSON.maxDepth)
        isMessagePack = format == .messagePack
        counts = isMessagePack ? .allocate(capacity: JSON.maxDepth) : nil
    }

    deinit {
        offsets.deallocate()
        counts?.deallocate()
    }

    /// What values are written as.
    package enum Format: Sendable { case json, messagePack }

    /// Appends the encoding of `value`; when it throws, what was written before the error stays and is of no use.
    package func encode<T: Encodable>(_ value: T) throws {
        depth = 0
        objects = 0
        filled = 0
        failure = nil
        awaiting = writer.count
        do {
            try write(value)
            close(to: 0)
            fillAwaited()
        } catch let error as EncodingError {
            throw JSONError(.invalidValue("\(error)"))
        }
        if let failure { throw failure }
    }

    // MARK: Structure

    /// Writes `value` where one is awaited, and closes the containers it opened.
    @inline(__always)
    func write<T: Encodable>(_ value: T) throws {
        // Types compared by identity need no container; `unsafeBitCast` is then from a type to itself.
        if T.self == String.self { return write(unsafeBitCast(value, to: String.self)) }
        if T.self == Int.self { return write(unsafeBitCast(value, to: Int.self)) }
        if T.self == JSONValue.self { return try write(unsafeBitCast(value, to: JSONValue.self), depth: depth) }
        if T.self == Binary.self { return write(unsafeBitCast(value, to: Binary.self)) }
        if T.self == Timestamp.self { return write(unsafeBitCast(value, to: Timestamp.self)) }
        let level = depth
        try value.encode(to: JSONElementEncoder(output: self, level: level, start: writer.count))
        close(to: level)
        fillAwaited()
    }

    /// Opens a container where a value is awaited and returns what identifies it.
    @inline(__always)
    func open(object: Bool) -> JSONContainerID {
        guard depth < JSON.maxDepth else {
            failure = JSONError(.tooDeep(limit: JSON.maxDepth))
            return JSONContainerID(depth: -1, offset: -1)
        }
        let bit: UInt64 = 1 &<< UInt64(depth)
        if object { objects |= bit } else { objects &= ~bit }
        filled &= ~bit
        let offset = writer.count
        offsets[depth] = offset
        counts?[depth] = 0
        depth &+= 1
        awaiting = -1
        // MessagePack's header is one byte until closing tells that it must be more.
        writer.append(isMessagePack ? 0 : object ? UInt8(ascii: "{") : UInt8(ascii: "["))
        return JSONContainerID(depth: depth, offset: offset)
    }

    /// The container that the encoder which began at `start` has opened at `level` and not closed, if it is of this kind.
    func reopened(object: Bool, level: Int, start: Int) -> JSONContainerID? {
        guard depth > level, offsets[level] == start, ((objects &>> UInt64(level)) & 1 != 0) == object else { return nil }
        return JSONContainerID(depth: level + 1, offset: start)
    }

    /// Remembers the first error that could not be thrown; ``encode(_:)`` throws it.
    func fail(_ text: String) {
        if failure == nil { failure = JSONError(.invalidValue(text)) }
    }

    @inline(__always)
    func close(to level: Int) {
        while depth > level {
            fillAwaited()
            depth &-= 1
            if let counts {
                finishPacked(at: offsets[depth], count: counts[depth], isMap: (objects &>> UInt64(depth)) & 1 != 0)
                continue
            }
            writer.append((objects &>> UInt64(depth)) & 1 != 0 ? UInt8(ascii: "}") : UInt8(ascii: "]"))
        }
    }

    /// Writes `{}` for a value that was announced and wrote nothing.
    @inline(__always)
    private func fillAwaited() {
        if awaiting == writer.count { isMessagePack ? writer.append(0x80) : writer.append("{}") }
        awaiting = -1
    }

    /// Writes the header of a container that is complete, and makes room if one byte does not hold the count.
    private func finishPacked(at offset: Int, count: Int, isMap: Bool) {
        let more = count < 16 ? 0 : count < 65_536 ? 2 : 4
        if more > 0 {
            let contents = writer.count - offset - 1
            _ = writer.reserve(more)
            writer.commit(more)
            let start = UnsafeMutableRawPointer(writer.base + offset + 1)
            (start + more).copyMemory(from: start, byteCount: contents)
        }
        let end = writer.count
        writer.truncate(to: offset)
        if isMap { MessagePackText.append(mapCount: count, to: &writer) } else { MessagePackText.append(arrayCount: count, to: &writer) }
        writer.commit(end - writer.count)
    }

    /// Prepares for the next element of `container`: closes what is open within, writes the comma.
    @inline(__always)
    func beginElement(of container: JSONContainerID) throws {
        guard container.depth > 0, depth >= container.depth, offsets[container.depth &- 1] == container.offset else {
            throw failure ?? JSONError(.invalidValue("a container was written to after the next one was begun"))
        }
        close(to: container.depth)
        fillAwaited()
        let bit: UInt64 = 1 &<< UInt64(depth &- 1)
        if let counts {
            counts[depth &- 1] &+= 1
        } else {
            if filled & bit != 0 { writer.append(UInt8(ascii: ",")) }
            filled |= bit
        }
        awaiting = writer.count
    }

    /// The same for a member: also writes its name.
    @inline(__always)
    func beginMember(_ name: String, of container: JSONContainerID) throws {
        try beginElement(of: container)
        write(name)
        if !isMessagePack { writer.append(UInt8(ascii: ":")) }
        awaiting = writer.count
    }
}
