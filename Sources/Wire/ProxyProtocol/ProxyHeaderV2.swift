/// Version 2: a binary header of 16 bytes, addresses, and fields (TLVs) that are passed over but for one (The PROXY protocol § 2.2).
enum ProxyHeaderV2 {
    static let signature: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A]
    /// What comes before the addresses.
    static let fixedBytes = 16
    /// The field that tells of TLS between client and proxy (`PP2_TYPE_SSL`), and its bit that says there is (`PP2_CLIENT_SSL`).
    private static let typeTLS: UInt8 = 0x20
    private static let usesTLS: UInt8 = 0x01

    /// Where the header ends, once its fixed part is there.
    static func end(of bytes: [UInt8]) -> Int { fixedBytes + Int(bytes[14]) << 8 + Int(bytes[15]) }

    /// Reads a header that may not be there to its end.
    static func read(_ bytes: [UInt8]) -> ProxyHeaderParser.Result {
        guard zip(bytes, signature).allSatisfy({ $0 == $1 }) else { return .refused("not version 2's signature") }
        guard bytes.count >= fixedBytes else { return .needMore }
        guard bytes[12] == 0x20 || bytes[12] == 0x21 else { return .refused("a version or command that does not exist") }
        let end = end(of: bytes)
        guard end <= ProxyHeaderParser.maxBytes else { return .refused("more than 536 bytes") }
        guard bytes.count >= end else { return .needMore }
        // LOCAL: what follows is to be ignored.
        guard bytes[12] == 0x21 else { return .complete(ProxyHeader(.proxy)) }
        let source: ProxyHeader.Source
        let addressBytes: Int
        switch bytes[13] {
        case 0x11:
            addressBytes = 12
            guard end - fixedBytes >= addressBytes else { return .refused("addresses cut short") }
            source = .address(high: 0, low: 0xFFFF_0000_0000 | number(bytes[16..<20]), port: Int(number(bytes[24..<26])))
        case 0x21:
            addressBytes = 36
            guard end - fixedBytes >= addressBytes else { return .refused("addresses cut short") }
            source = .address(high: number(bytes[16..<24]), low: number(bytes[24..<32]), port: Int(number(bytes[48..<50])))
        case 0x31:
            addressBytes = 216
            guard end - fixedBytes >= addressBytes else { return .refused("addresses cut short") }
            source = .unknown
        // UNSPEC: addresses of a kind unknown here may stand where the fields would.
        case 0x00: return .complete(ProxyHeader(.unknown))
        default: return .refused("a family that does not exist, or no stream")
        }
        guard let isSecure = tellsOfTLS(bytes[(fixedBytes + addressBytes)..<end]) else { return .refused("fields cut short") }
        return .complete(ProxyHeader(source, isSecure: isSecure))
    }

    /// Whether one of the fields says that the client speaks TLS; `nil` if they do not end where the header does.
    private static func tellsOfTLS(_ fields: ArraySlice<UInt8>) -> Bool? {
        var rest = fields
        var isSecure = false
        while !rest.isEmpty {
            guard rest.count >= 3 else { return nil }
            let type = rest[rest.startIndex]
            let length = Int(number(rest[(rest.startIndex + 1)..<(rest.startIndex + 3)]))
            rest = rest.dropFirst(3)
            guard rest.count >= length else { return nil }
            if type == typeTLS, length >= 5 { isSecure = rest[rest.startIndex] & usesTLS != 0 }
            rest = rest.dropFirst(length)
        }
        return isSecure
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
}
