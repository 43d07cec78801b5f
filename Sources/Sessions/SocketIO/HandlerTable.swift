/// The event handlers of one socket, found by the bytes of the event's name.
struct HandlerTable {
    private struct Entry {
        let hash: UInt64
        let name: String
        let handler: EventHandler
    }

    private var entries: [Entry] = []

    mutating func add(_ name: String, _ handler: @escaping EventHandler) {
        var text = name
        let hash = text.withUTF8 { Self.hash($0) }
        entries.append(Entry(hash: hash, name: text, handler: handler))
    }

    mutating func remove(_ name: String) { entries.removeAll { $0.name == name } }

    mutating func removeAll() { entries = [] }

    /// Calls `body` with each handler of the event, in the order in which they were added.
    ///
    /// Handlers may add and remove handlers: this goes through the table as it was.
    @inline(__always)
    func forEach(_ name: UnsafeBufferPointer<UInt8>, _ body: (EventHandler) -> Void) {
        guard !entries.isEmpty else { return }
        let hash = Self.hash(name)
        for entry in entries where entry.hash == hash && Self.isEqual(entry.name, name) { body(entry.handler) }
    }

    /// FNV-1a. Not secret, as only names the server's own code chose are in the table.
    @inline(__always)
    private static func hash(_ name: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }

    @inline(__always)
    static func isEqual(_ text: String, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        text.utf8.withContiguousStorageIfAvailable { $0.count == bytes.count && $0.elementsEqual(bytes) } ?? text.utf8.elementsEqual(bytes)
    }
}
