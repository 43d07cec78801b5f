import Foundation
import WayleaveJSON

@testable import WayleaveSignalRWire

/// The byte vectors of the project's digest of the protocol.
enum Vectors {
    private static let all: [String: [String: String]] = {
        guard let url = Bundle.module.url(forResource: "signalr-vectors", withExtension: "json", subdirectory: "Vectors"),
            let data = try? Data(contentsOf: url)
        else { return [:] }
        return (try? JSON.decode(from: [UInt8](data))) ?? [:]
    }()

    /// A framed record of MessagePack.
    static func packed(_ name: String) -> [UInt8] {
        guard let hex = all["messagepack_framed"]?[name] else { return [] }
        let digits = Array(hex.utf8).map { UInt8(Character(Unicode.Scalar($0)).hexDigitValue ?? 0) }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    /// A framed record of JSON.
    static func json(_ name: String) -> String { all["json_framed"]?[name] ?? "" }
}

/// What a test reads out of a record.
func read<R>(_ framed: [UInt8], _ hubProtocol: HubProtocol, _ body: (HubMessage?, JSONDocument) throws -> R) throws -> R {
    var assembler = RecordAssembler()
    return try framed.withUnsafeBytes { bytes in
        var input = bytes
        let framing: RecordFraming = hubProtocol == .json ? .separated : .prefixed
        guard case .borrowed(let record) = try assembler.next(in: &input, framing, limit: 100_000) else {
            throw HubProtocolError.notAMessage
        }
        let document = JSONDocument()
        return try body(try HubMessage.read(record, hubProtocol, into: document), document)
    }
}

func read<R>(_ framed: String, _ body: (HubMessage?, JSONDocument) throws -> R) throws -> R { try read(Array(framed.utf8), .json, body) }

/// What an encoder wrote.
func written(_ hubProtocol: HubProtocol, _ body: (HubMessageEncoder) throws -> Void) rethrows -> [UInt8] {
    let encoder = HubMessageEncoder(hubProtocol)
    try body(encoder)
    return encoder.withRecord { Array($0) }
}

func writtenText(_ body: (HubMessageEncoder) throws -> Void) rethrows -> String {
    String(decoding: try written(.json, body), as: UTF8.self)
}
