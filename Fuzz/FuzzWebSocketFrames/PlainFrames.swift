import WayleaveWebSocketWire

/// Reads frames slowly and plainly, rule by rule (RFC 6455 § 5), to compare with.
struct PlainFrames {
    let role: WebSocketRole
    let limits: WebSocketLimits
    let allowsCompression: Bool

    /// A message under way.
    private struct Message {
        let isText: Bool
        let isCompressed: Bool
        var bytes: [UInt8] = []
        var frames = 0
    }

    func events(of data: [UInt8]) -> [String] {
        var events: [String] = []
        var message: Message?
        var i = 0
        while data.count - i >= 2 {
            let (first, second) = (data[i], data[i + 1])
            let opcode = first & 15
            let isControl = opcode >= 8
            let isMasked = second & 0x80 != 0
            var length = Int(second & 0x7F)
            guard isMasked == (role == .server) else { return events + ["failure 1002"] }
            let compressedStart = allowsCompression && (opcode == 1 || opcode == 2)
            guard first & 0x30 == 0, first & 0x40 == 0 || compressedStart else { return events + ["failure 1002"] }
            guard [0, 1, 2, 8, 9, 10].contains(opcode) else { return events + ["failure 1002"] }
            guard isControl || (opcode == 0) == (message != nil) else { return events + ["failure 1002"] }
            guard !isControl || first & 0x80 != 0 && length < 126 else { return events + ["failure 1002"] }
            let extended = length == 126 ? 2 : length == 127 ? 8 : 0
            let header = 2 + extended + (isMasked ? 4 : 0)
            guard data.count - i >= header else { return events }
            if extended > 0 {
                let wide = data[(i + 2)..<(i + 2 + extended)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
                guard wide < 1 << 63, wide >= (extended == 2 ? 126 : 65_536) else { return events + ["failure 1002"] }
                length = Int(wide)
            }
            let key = isMasked ? Array(data[(i + header - 4)..<(i + header)]) : [0, 0, 0, 0]
            let there = data[(i + header)...].prefix(length)
            let payload = there.enumerated().map { $1 ^ key[$0 % 4] }
            if isControl {
                guard there.count == length else { return events }
                events.append(control(opcode, payload))
                if opcode == 8 { return events }
            } else {
                var current = message ?? Message(isText: opcode == 1, isCompressed: first & 0x40 != 0)
                // Data that cannot be compressed grows a little; what it inflates to is measured later.
                let most = limits.maxMessageBytes + (current.isCompressed ? limits.maxMessageBytes >> 8 + 64 : 0)
                guard length <= most - current.bytes.count else { return events + ["failure 1009"] }
                current.frames += 1
                let isOneWhole = there.count == length && first & 0x80 != 0 && opcode != 0
                guard current.frames <= limits.maxFragments || isOneWhole else { return events + ["failure 1008"] }
                current.bytes += payload
                let isFinal = there.count == length && first & 0x80 != 0
                if current.isText, !current.isCompressed, !beginsText(current.bytes, isFinal: isFinal) { return events + ["failure 1007"] }
                guard there.count == length else { return events }
                if isFinal {
                    events.append("\(current.isCompressed ? "compressed " : "")\(current.isText ? "text" : "binary") \(current.bytes)")
                }
                message = isFinal ? nil : current
            }
            i += header + length
        }
        // Two octets tell a fault; one does not.
        return events
    }

    private func control(_ opcode: UInt8, _ payload: [UInt8]) -> String {
        guard opcode == 8 else { return "\(opcode == 9 ? "ping" : "pong") \(payload)" }
        guard !payload.isEmpty else { return "close 0 []" }
        guard payload.count > 1 else { return "failure 1002" }
        let code = Int(payload[0]) << 8 | Int(payload[1])
        guard [1000...1003, 1007...1014, 3000...4999].contains(where: { $0.contains(code) }) else { return "failure 1002" }
        let reason = Array(payload[2...])
        return String(validating: reason, as: UTF8.self) == nil ? "failure 1007" : "close \(code) \(reason)"
    }

    /// Whether `bytes` are UTF-8 or, unless they are final, could become it: then some ending of up to three octets completes them.
    private func beginsText(_ bytes: [UInt8], isFinal: Bool) -> Bool {
        if String(validating: bytes, as: UTF8.self) != nil { return true }
        guard !isFinal else { return false }
        // The first continuation octet after E0, ED, F0 and F4 has bounds of its own, which these endings meet.
        let endings: [[UInt8]] = [[0x80], [0xA0], [0x80, 0x80], [0x90, 0x80], [0xA0, 0x80], [0x80, 0x80, 0x80], [0x90, 0x80, 0x80]]
        return endings.contains { String(validating: bytes + $0, as: UTF8.self) != nil }
    }
}
