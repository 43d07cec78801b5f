import Testing
import WayleaveJSON
import WayleaveSocketIOWire

@Suite struct BinaryAssemblyTests {
    static let header = Array(#"52-["a",{"_placeholder":true,"num":1},{"_placeholder":true,"num":0}]"#.utf8)

    static func assembly(limits: SocketPacketLimits = .init()) throws -> BinaryAssembly {
        try header.withUnsafeBytes { try BinaryAssembly(SocketPacket.parse($0, limits: limits), text: $0, limits: limits) }
    }

    @Test("is complete with the last attachment, and takes no more")
    func complete() throws {
        var assembly = try Self.assembly()
        #expect(try [1].withUnsafeBytes { try assembly.add($0) } == false)
        #expect(try [2].withUnsafeBytes { try assembly.add($0) } == true)
        #expect(throws: SocketPacketError.unexpectedAttachment) { try [3].withUnsafeBytes { _ = try assembly.add($0) } }
    }

    @Test("bounds the bytes of text and attachments together")
    func bounded() throws {
        var limits = SocketPacketLimits()
        limits.maxBytes = Self.header.count + 10
        var assembly = try Self.assembly(limits: limits)
        _ = try [UInt8](repeating: 0, count: 10).withUnsafeBytes { try assembly.add($0) }
        #expect(throws: SocketPacketError.tooManyBytes(limit: limits.maxBytes)) {
            try [UInt8](repeating: 0, count: 1).withUnsafeBytes { _ = try assembly.add($0) }
        }
        limits.maxBytes = 5
        #expect(throws: SocketPacketError.tooManyBytes(limit: 5)) { try Self.assembly(limits: limits) }
    }

    @Test("gives attachments to the arguments that their placeholders name")
    func placeholders() throws {
        var document = JSONDocument()
        try Self.header.withUnsafeBytes { bytes in
            let packet = try SocketPacket.parse(bytes, limits: .init())
            #expect(try SocketPayload.scan(packet, of: bytes, into: document))
            document.attachments = [[1], [2]]
            var reader = ArgumentReader(document, skipping: 1)
            #expect(try reader.next(Binary.self) == [2])
            #expect(try reader.next(JSONValue.self) == .binary([1]))
            #expect(try reader.next(Int?.self) == nil)
            #expect(throws: JSONError(.missingElement(expected: "Int"), path: "$[4]")) { try reader.next(Int.self) }
            JSONDocument.finish(&document)
        }
    }
}
