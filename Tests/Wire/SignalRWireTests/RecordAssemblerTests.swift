import Testing

@testable import WayleaveSignalRWire

@Suite("Records")
struct RecordAssemblerTests {
    /// The records of `chunks`, and whether each was borrowed.
    private func records(
        _ chunks: [[UInt8]], _ framing: RecordFraming, limit: Int = 1000
    ) throws -> (records: [[UInt8]], borrowed: Int, kept: Int) {
        var assembler = RecordAssembler()
        var records: [[UInt8]] = []
        var borrowed = 0
        for chunk in chunks {
            try chunk.withUnsafeBytes { bytes in
                var input = bytes
                reading: while true {
                    switch try assembler.next(in: &input, framing, limit: limit) {
                    case .incomplete: break reading
                    case .borrowed(let record):
                        borrowed += 1
                        records.append(Array(record))
                    case .assembled(let bytes, let range): records.append(Array(bytes[range]))
                    }
                }
            }
        }
        return (records, borrowed, assembler.keptBytes)
    }

    @Test("that lie whole in what was received are not copied")
    func whole() throws {
        let text = Array("one\u{1E}another record\u{1E}".utf8)
        let result = try records([text], .separated)
        #expect(result.records == [Array("one".utf8), Array("another record".utf8)])
        #expect(result.borrowed == 2)
        #expect(try records([[1, 7, 2, 8, 9]], .prefixed).records == [[7], [8, 9]])
    }

    @Test("are found however they are cut", arguments: 1...12)
    func cut(size: Int) throws {
        let contents: [[UInt8]] = [[1, 2, 3], [], [UInt8](repeating: 5, count: 300)]
        let separated: [UInt8] = contents.reduce(into: []) { $0 += $1 + [0x1E] }
        let prefixed: [UInt8] = [3, 1, 2, 3, 0, 0xAC, 0x02] + contents[2]
        for (bytes, framing) in [(separated, RecordFraming.separated), (prefixed, .prefixed)] {
            let chunks = stride(from: 0, to: bytes.count, by: size).map { Array(bytes[$0..<min($0 + size, bytes.count)]) }
            let result = try records(chunks, framing)
            #expect(result.records == contents)
            #expect(result.kept == 0)
        }
    }

    @Test("have a size, separator or prefix included, that they may not exceed")
    func limits() throws {
        let nine = [UInt8](repeating: 1, count: 9)
        #expect(try records([nine + [0x1E]], .separated, limit: 10).records == [nine])
        #expect(try records([[9] + nine], .prefixed, limit: 10).records == [nine])
        let ten = nine + [1]
        #expect(throws: HubProtocolError.tooLarge(limit: 10)) { try records([ten + [0x1E]], .separated, limit: 10) }
        #expect(throws: HubProtocolError.tooLarge(limit: 10)) { try records([ten], .separated, limit: 10) }
        #expect(throws: HubProtocolError.tooLarge(limit: 10)) { try records([nine, [1]], .separated, limit: 10) }
        #expect(throws: HubProtocolError.tooLarge(limit: 10)) { try records([[10]], .prefixed, limit: 10) }
        #expect(throws: HubProtocolError.tooLarge(limit: 10)) { try records([[0xFF], [0xFF, 0xFF, 0xFF, 0x07]], .prefixed, limit: 10) }
    }

    @Test("have lengths of 31 bits at most")
    func lengths() {
        #expect(throws: HubProtocolError.invalidLength) { try records([[0xFF, 0xFF, 0xFF, 0xFF, 0x08]], .prefixed) }
        #expect(throws: HubProtocolError.invalidLength) { try records([[0x80], [0x80], [0x80, 0x80, 0x80]], .prefixed) }
    }
}
