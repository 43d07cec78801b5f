import WayleaveBytes

/// The methods of one hub, found by the bytes of their names regardless of ASCII case.
struct HubMethodTable: Sendable {
    private var slots: [HubMethod?]
    private let mask: Int

    init(_ methods: [HubMethod]) {
        var size = 8
        while size < methods.count * 2 { size *= 2 }
        slots = Array(repeating: nil, count: size)
        mask = size - 1
        for method in methods {
            var name = method.name
            var place = name.withUTF8 { Int(truncatingIfNeeded: Self.hash(UnsafeRawBufferPointer($0))) & mask }
            while slots[place] != nil { place = (place + 1) & mask }
            slots[place] = method
        }
    }

    @inline(__always)
    func find(_ name: UnsafeRawBufferPointer) -> HubMethod? {
        var place = Int(truncatingIfNeeded: Self.hash(name)) & mask
        while let method = slots[place] {
            if Self.equal(method.name, name) { return method }
            place = (place + 1) & mask
        }
        return nil
    }

    /// FNV-1a. Not secret, as only names the server's own code chose are in the table.
    @inline(__always)
    private static func hash(_ name: UnsafeRawBufferPointer) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name { hash = (hash ^ UInt64(ASCII.lowercased(byte))) &* 0x100_0000_01B3 }
        return hash ^ (hash &>> 32)
    }

    @inline(__always)
    private static func equal(_ text: String, _ name: UnsafeRawBufferPointer) -> Bool {
        text.utf8.withContiguousStorageIfAvailable { ASCII.equalsIgnoringCase(UnsafeRawBufferPointer($0), name) }
            ?? text.utf8.elementsEqual(name) { ASCII.lowercased($0) == ASCII.lowercased($1) }
    }
}
