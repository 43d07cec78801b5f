import Testing
import WayleaveBytes

@Suite struct ByteWriterTests {
    @Test("grows without losing what was written")
    func grows() {
        var writer = ByteWriter(capacity: 16)
        for i in 0..<1000 { writer.append(UInt8(truncatingIfNeeded: i)) }
        let written = writer.copyBytes()
        #expect(written == (0..<1000).map { UInt8(truncatingIfNeeded: $0) })
    }

    @Test("writes decimals of every width", arguments: [0, 7, 10, 1_234_567_890, -1, Int.max, Int.min])
    func decimals(value: Int) {
        var writer = ByteWriter()
        writer.append(decimal: value)
        #expect(String(decoding: writer.copyBytes(), as: UTF8.self) == String(value))
    }

    @Test("keeps storage when emptied and truncates to a prefix")
    func truncates() {
        var writer = ByteWriter()
        writer.append("hello")
        writer.truncate(to: 2)
        #expect(writer.copyBytes() == Array("he".utf8))
        writer.removeAll()
        let isEmpty = writer.isEmpty
        #expect(isEmpty)
    }

    @Test("shared bytes hold a copy")
    func shares() {
        var source: [UInt8] = [1, 2, 3]
        let shared = SharedBytes(source)
        source[0] = 9
        #expect(shared.copyBytes() == [1, 2, 3])
        #expect(SharedBytes([]).count == 0)
    }
}
