package import WayleaveBytes
package import WayleaveEngineIOWire

/// The packets of one session that wait for a poll or for the end of an upgrade, in order. Empty, it holds no memory.
package struct PacketQueue {
    /// One packet that waits.
    package enum Entry {
        /// A packet without data: ping, close or noop.
        case control(EnginePacketType)
        case message(EngineMessage)
    }

    private var entries: [Entry] = []
    /// The first entry that was not taken yet.
    private var head = 0
    /// What the queue costs: the packets as polling would write them plus 32 bytes each, so that tiny messages count too.
    package private(set) var bytes = 0
    /// Whether what ``writeBatch(into:maxPackets:maxBytes:)`` wrote last may be compressed: one message that may not speaks for all.
    package private(set) var batchMayCompress = true

    package init() {}

    package var isEmpty: Bool { entries.isEmpty }
    package var count: Int { entries.count - head }

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
    package mutating func writeBatch(into writer: inout ByteWriter, maxPackets: Int, maxBytes: Int) {
        var packets = 0
        var mayCompress = true
        let start = writer.count
        defer { batchMayCompress = mayCompress }
        while head < entries.count, packets < maxPackets {
            let next = Self.size(of: entries[head])
            if packets > 0 {
                guard writer.count - start + 1 + next <= maxBytes else { return }
                writer.append(EnginePayload.separator)
            }
            guard let entry = popFirst() else { return }
            if case .message(let message) = entry, !message.mayCompress { mayCompress = false }
            Self.write(entry, into: &writer)
            packets += 1
        }
    }

    private static func write(_ entry: Entry, into writer: inout ByteWriter) {
        switch entry {
        case .control(let type): writer.append(type.rawValue)
        case .message(let message) where message.isBinary: message.withPayload { EnginePacket.appendBase64($0, into: &writer) }
        case .message(let message): message.withPayload { writer.append($0) }
        }
    }

    private static func size(of entry: Entry) -> Int {
        switch entry {
        case .control: 1
        case .message(let message): message.pollingCount
        }
    }

    private static func cost(of entry: Entry) -> Int { size(of: entry) + 32 }
}
