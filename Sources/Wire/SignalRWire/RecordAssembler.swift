/// Finds records in what a connection receives, which may hold a part of one, one, or many.
///
/// Records that lie whole in the received bytes are not copied. A part is kept until the rest comes, within the limit.
package struct RecordAssembler: Sendable {
    /// The next record of the input.
    package enum Record {
        /// There is no whole one: what is left of the input was kept.
        case incomplete
        /// It lies in the input.
        case borrowed(UnsafeRawBufferPointer)
        /// It began in earlier input; the record is these bytes' range.
        case assembled([UInt8], Range<Int>)
    }

    private var pending: [UInt8] = []

    package init() {}

    /// The number of bytes kept.
    package var keptBytes: Int { pending.count }

    /// Forgets what was kept.
    package mutating func removeAll() { pending = [] }

    /// Takes the next record, without separator and prefix, off the front of `input`.
    ///
    /// - Parameter limit: the most bytes of a record with its separator or prefix.
    package mutating func next(
        in input: inout UnsafeRawBufferPointer, _ framing: RecordFraming, limit: Int
    ) throws(HubProtocolError) -> Record {
        guard !input.isEmpty else { return .incomplete }
        switch framing {
        case .separated: return try nextSeparated(in: &input, limit)
        case .prefixed: return try nextPrefixed(in: &input, limit)
        }
    }

    // MARK: Separated

    private mutating func nextSeparated(in input: inout UnsafeRawBufferPointer, _ limit: Int) throws(HubProtocolError) -> Record {
        let room = limit &- pending.count
        guard let end = Self.separator(in: input) else {
            guard input.count < room else { throw .tooLarge(limit: limit) }
            keep(&input)
            return .incomplete
        }
        guard end < room else { throw .tooLarge(limit: limit) }
        let part = UnsafeRawBufferPointer(rebasing: input[..<end])
        input = UnsafeRawBufferPointer(rebasing: input[(end &+ 1)...])
        guard !pending.isEmpty else { return .borrowed(part) }
        pending.append(contentsOf: part)
        return assembled(from: 0)
    }

    /// The place of the first separator, looked for eight bytes at a time.
    @inline(__always)
    private static func separator(in input: UnsafeRawBufferPointer) -> Int? {
        let ones: UInt64 = 0x0101_0101_0101_0101
        var i = 0
        while input.count &- i >= 8 {
            let word = UInt64(littleEndian: input.loadUnaligned(fromByteOffset: i, as: UInt64.self)) ^ (ones &* 0x1E)
            let hits = (word &- ones) & ~word & (ones &* 0x80)
            if hits != 0 { return i &+ hits.trailingZeroBitCount &>> 3 }
            i &+= 8
        }
        while i < input.count {
            if input[i] == RecordFraming.separator { return i }
            i &+= 1
        }
        return nil
    }

    // MARK: Prefixed

    private mutating func nextPrefixed(in input: inout UnsafeRawBufferPointer, _ limit: Int) throws(HubProtocolError) -> Record {
        // A kept prefix that is not complete takes its bytes one by one; there are five at most.
        while !pending.isEmpty {
            guard let (prefix, count) = try keptLength() else {
                guard let byte = input.first else { return .incomplete }
                pending.append(byte)
                input = UnsafeRawBufferPointer(rebasing: input[1...])
                continue
            }
            guard count <= limit &- prefix else { throw .tooLarge(limit: limit) }
            let missing = prefix &+ count &- pending.count
            guard input.count >= missing else {
                keep(&input)
                return .incomplete
            }
            pending.append(contentsOf: input[..<missing])
            input = UnsafeRawBufferPointer(rebasing: input[missing...])
            return assembled(from: prefix)
        }
        guard let (prefix, count) = try Self.length(input) else {
            keep(&input)
            return .incomplete
        }
        guard count <= limit &- prefix else { throw .tooLarge(limit: limit) }
        guard input.count &- prefix >= count else {
            keep(&input)
            return .incomplete
        }
        let record = UnsafeRawBufferPointer(rebasing: input[prefix..<prefix &+ count])
        input = UnsafeRawBufferPointer(rebasing: input[(prefix &+ count)...])
        return .borrowed(record)
    }

    private func keptLength() throws(HubProtocolError) -> (prefix: Int, count: Int)? {
        // Five bytes at most count.
        let front = Array(pending.prefix(5))
        do {
            return try front.withUnsafeBytes { try Self.length($0) }
        } catch {
            throw .invalidLength
        }
    }

    /// The prefix's size and the length it tells; `nil` when it is not complete.
    @inline(__always)
    private static func length(_ bytes: UnsafeRawBufferPointer) throws(HubProtocolError) -> (prefix: Int, count: Int)? {
        var count = 0
        var place = 0
        while place < bytes.count {
            let byte = bytes[place]
            if place == 4, byte > 0x07 { throw .invalidLength }
            count |= Int(byte & 0x7F) &<< (7 &* place)
            place &+= 1
            if byte & 0x80 == 0 { return (place, count) }
        }
        return nil
    }

    // MARK: Keeping

    private mutating func keep(_ input: inout UnsafeRawBufferPointer) {
        pending.append(contentsOf: input)
        input = UnsafeRawBufferPointer(start: nil, count: 0)
    }

    private mutating func assembled(from start: Int) -> Record {
        let bytes = pending
        pending = []
        return .assembled(bytes, start..<bytes.count)
    }
}
