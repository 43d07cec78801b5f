internal import WayleaveBytes
package import WayleaveEngineIOWire

/// The packets of one session that wait for a poll or for the end of an upgrade, in order. Empty, it holds no memory.
package struct PacketQueue {
    /// One packet that waits.
    package enum Entry {
        /// A packet without data: ping, close or noop.
        case control(EnginePacketType)
        /// The whole open packet.
        case open([UInt8])
        case message(EngineMessage)
    }

    private var entries: [Entry] = []
    /// The first entry that was not taken yet.
    private var head = 0
    /// What a packet costs beside its bytes: about 160 bytes for the entry and the two objects that a shared frame is.
    private static let bytesPerPacket = 160
    /// What the queue costs: the packets as polling would write them, and what holds them, so that tiny messages count too.
    package private(set) var bytes = 0

    package init() {}

    package var isEmpty: Bool { entries.isEmpty }
    package var count: Int { entries.count - head }

    /// Whether the last packet is a pong.
    var endsWithPong: Bool {
        if case .control(.pong) = entries.last { true } else { false }
    }

    package mutating func append(_ entry: Entry) {
        entries.append(entry)
        bytes += Self.cost(of: entry)
    }

    package mutating func removeAll() { self = PacketQueue() }

    package mutating func popFirst() -> Entry? {
        guard head < entries.count else { return nil }
        let entry = entries[head]
        head += 1
        bytes -= Self.cost(of: entry)
        if head == entries.count { removeAll() }
        return entry
    }

    /// Appends the next packets to `writer` as one polling payload: at least one, at most `maxPackets`, and together at most `maxBytes`
    /// unless the first alone exceeds them.
    mutating func writeBatch(into writer: inout ByteWriter, as format: PollFormat, maxPackets: Int, maxBytes: Int) -> PollBatch {
        let end = endOfBatch(format, maxPackets, maxBytes)
        var batch = PollBatch()
        var format = format
        if format == .countedBinary {
            batch.isBinary = entries[head..<end].contains(where: \.isBinary)
            // Without anything binary the payload is text, which is shorter.
            if !batch.isBinary { format = format.textual }
        }
        let first = head
        while head < end {
            let isFirst = head == first
            // The last one empties the queue.
            let isLast = head + 1 == end
            guard let entry = popFirst() else { break }
            if case .message(let message) = entry, !message.mayCompress { batch.mayCompress = false }
            format.append(entry, isFirst: isFirst, into: &writer)
            if isLast { break }
        }
        return batch
    }

    private func endOfBatch(_ format: PollFormat, _ maxPackets: Int, _ maxBytes: Int) -> Int {
        var end = head
        var bytes = 0
        while end < entries.count, end - head < maxPackets {
            bytes += format.size(of: entries[end]) + (end > head ? 1 : 0)
            guard end == head || bytes <= maxBytes else { break }
            end += 1
        }
        return end
    }

    private static func cost(of entry: Entry) -> Int { PollFormat.separated.size(of: entry) + bytesPerPacket }
}

extension PacketQueue.Entry {
    fileprivate var isBinary: Bool {
        if case .message(let message) = self { message.isBinary } else { false }
    }
}
