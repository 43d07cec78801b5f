/// The event handlers of one socket, found by the bytes of the event's name.
struct HandlerTable {
    /// One handler.
    struct Entry {
        fileprivate let hash: UInt64
        let name: String
        let listener: EventListener
        /// Whether it is removed before it is called for the first time.
        let isOnce: Bool
        let handler: EventHandler
    }

    private var entries: [Entry] = []
    private var lastNumber: UInt32 = 0

    /// A name for the socket's next handler, of whatever kind.
    mutating func makeListener() -> EventListener {
        lastNumber &+= 1
        return EventListener(number: lastNumber)
    }

    mutating func add(_ name: String, isOnce: Bool = false, _ handler: @escaping EventHandler) -> EventListener {
        var text = name
        let hash = text.withUTF8 { Self.hash($0) }
        let listener = makeListener()
        entries.append(Entry(hash: hash, name: text, listener: listener, isOnce: isOnce, handler: handler))
        return listener
    }

    mutating func remove(_ name: String) { entries.removeAll { $0.name == name } }

    /// Returns whether there was such a handler.
    mutating func remove(_ listener: EventListener) -> Bool {
        guard let index = entries.firstIndex(where: { $0.listener == listener }) else { return false }
        entries.remove(at: index)
        return true
    }

    mutating func removeAll() { entries = [] }

    /// The handlers of an event.
    func count(_ name: String) -> Int { entries.count { $0.name == name } }

    /// Calls `body` with each handler of the event, in the order in which they were added.
    ///
    /// Handlers may add and remove handlers: this goes through the table as it was.
    @inline(__always)
    func forEach(_ name: UnsafeBufferPointer<UInt8>, _ body: (Entry) -> Void) {
        guard !entries.isEmpty else { return }
        let hash = Self.hash(name)
        for entry in entries where entry.hash == hash && Self.isEqual(entry.name, name) { body(entry) }
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
