/// The elements of a request's `Access-Control-Request-Headers`, in any order, case and spacing, on one or several field lines.
struct RequestedHeaders {
    private let first: UnsafeRawBufferPointer?
    private let more: [UnsafeRawBufferPointer]

    init(_ facts: CrossOriginFacts) {
        first = facts.requestedHeaders
        more = facts.moreRequestedHeaders
    }

    /// Whether the lines stay within `PreflightLimits` in bytes; `forEachName` counts the elements as it meets them.
    @inline(__always)
    private var isWithinBytes: Bool {
        var bytes = first?.count ?? 0
        for line in more {
            let (sum, overflow) = bytes.addingReportingOverflow(line.count)
            guard !overflow, sum <= PreflightLimits.maximumHeaderBytes else { return false }
            bytes = sum
        }
        return bytes <= PreflightLimits.maximumHeaderBytes
    }

    /// Calls `body` with each element that is not empty (RFC 9110 § 5.6.1) until it returns false.
    ///
    /// - Returns: false if the lines exceed `PreflightLimits`, empty elements included; it costs no more than those, whatever a peer sends.
    @inline(__always)
    @discardableResult
    func forEachName(_ body: (UnsafeRawBufferPointer) -> Bool) -> Bool {
        guard isWithinBytes else { return false }
        var elements = 0
        if let first {
            switch walk(first, &elements, body) {
            case .ended: break
            case .stopped: return true
            case .tooMany: return false
            }
        }
        for line in more {
            switch walk(line, &elements, body) {
            case .ended: break
            case .stopped: return true
            case .tooMany: return false
            }
        }
        return true
    }

    private enum Walk { case ended, stopped, tooMany }

    @inline(__always)
    private func walk(_ line: UnsafeRawBufferPointer, _ elements: inout Int, _ body: (UnsafeRawBufferPointer) -> Bool) -> Walk {
        let count = line.count
        var i = 0
        while i <= count {
            elements &+= 1
            guard elements <= PreflightLimits.maximumHeaderCount else { return .tooMany }
            while i < count, isSpace(line[i]) { i &+= 1 }
            let from = i
            while i < count, line[i] != UInt8(ascii: ",") { i &+= 1 }
            var to = i
            while to > from, isSpace(line[to &- 1]) { to &-= 1 }
            if from < to, !body(ByteText.slice(line, from, to)) { return .stopped }
            i &+= 1
        }
        return .ended
    }

    @inline(__always)
    private func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
}
