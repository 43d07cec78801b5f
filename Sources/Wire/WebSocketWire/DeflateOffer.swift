import WayleaveBytes

/// One offer of permessage-deflate as it is read (RFC 7692 § 7.1).
struct DeflateOffer {
    private var isValid = false
    private(set) var serverNoContextTakeover = false
    private(set) var clientNoContextTakeover = false
    private(set) var serverWindowBits: UInt8?
    private(set) var clientWindowBits: UInt8?
    private(set) var namesClientWindow = false

    init(isDeflate: Bool = false) { isValid = isDeflate }

    /// Whether it is an offer of this extension without unknown, repeated or invalid parameters.
    var isAcceptable: Bool { isValid }

    mutating func take(_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer?) {
        guard isValid else { return }
        if ASCII.equals(name, "server_no_context_takeover") {
            isValid = value == nil && !serverNoContextTakeover
            serverNoContextTakeover = true
        } else if ASCII.equals(name, "client_no_context_takeover") {
            isValid = value == nil && !clientNoContextTakeover
            clientNoContextTakeover = true
        } else if ASCII.equals(name, "server_max_window_bits") {
            let bits = value.flatMap(Self.windowBits)
            isValid = bits != nil && serverWindowBits == nil
            serverWindowBits = bits
        } else if ASCII.equals(name, "client_max_window_bits") {
            let bits = value.flatMap(Self.windowBits)
            isValid = (value == nil || bits != nil) && !namesClientWindow
            clientWindowBits = bits
            namesClientWindow = true
        } else {
            isValid = false
        }
    }

    /// § 7.1.2: a decimal number from 8 to 15 without leading zeros.
    private static func windowBits(_ text: UnsafeRawBufferPointer) -> UInt8? {
        switch text.count {
        case 1: text[0] == UInt8(ascii: "8") || text[0] == UInt8(ascii: "9") ? text[0] &- 48 : nil
        case 2: text[0] == UInt8(ascii: "1") && (UInt8(ascii: "0")...UInt8(ascii: "5")).contains(text[1]) ? text[1] &- 38 : nil
        default: nil
        }
    }
}
