import WayleaveSignalRWire

/// The records of a connection's bytes, and whether what follows them is refused.
struct Records: Equatable {
    var records: [[UInt8]] = []
    var isRefused = false

    /// As the assembler finds them in pieces that end at `ends`.
    static func read(_ data: [UInt8], _ ends: [Int], _ framing: RecordFraming, _ limit: Int) -> Records {
        var assembler = RecordAssembler()
        var found = Records()
        var start = 0
        for end in ends {
            // A piece of its own, so that the address sanitizer sees every octet beyond it.
            let piece = Array(data[start..<end])
            start = end
            do {
                try piece.withUnsafeBytes { piece in
                    var input = piece
                    while true {
                        switch try assembler.next(in: &input, framing, limit: limit) {
                        case .incomplete:
                            precondition(input.isEmpty && assembler.keptBytes <= max(limit, 5), "what is kept is within the limit")
                            return
                        case .borrowed(let record): found.records.append(Array(record))
                        case .assembled(let bytes, let range): found.records.append(Array(bytes[range]))
                        }
                    }
                }
            } catch {
                found.isRefused = true
                return found
            }
        }
        return found
    }

    /// As the definition has them.
    static func expected(_ data: [UInt8], _ framing: RecordFraming, _ limit: Int) -> Records {
        var found = Records()
        var rest = data[...]
        while !rest.isEmpty {
            switch framing {
            case .separated:
                let end = rest.firstIndex(of: RecordFraming.separator)
                let record = rest[..<(end ?? rest.endIndex)]
                guard record.count < limit else { return Records(records: found.records, isRefused: true) }
                guard let end else { return found }
                found.records.append(Array(record))
                rest = rest[(end + 1)...]
            case .prefixed:
                var count = 0
                var size = 0
                var isWhole = false
                for octet in rest.prefix(5) {
                    if size == 4, octet > 7 { return Records(records: found.records, isRefused: true) }
                    count += Int(octet & 0x7F) << (7 * size)
                    size += 1
                    if octet < 0x80 {
                        isWhole = true
                        break
                    }
                }
                guard isWhole else { return found }
                guard size + count <= limit else { return Records(records: found.records, isRefused: true) }
                guard rest.count >= size + count else { return found }
                found.records.append(Array(rest.dropFirst(size).prefix(count)))
                rest = rest.dropFirst(size + count)
            }
        }
        return found
    }
}
