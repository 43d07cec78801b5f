/// The elements of a request's `Access-Control-Request-Headers`, in any order, case and spacing, on one or several field lines.
struct RequestedHeaders {
    private let first: UnsafeRawBufferPointer?
    private let more: [UnsafeRawBufferPointer]

    init(_ facts: CrossOriginFacts) {
        first = facts.requestedHeaders
        more = facts.moreRequestedHeaders
    }

    /// Whether the lines stay within `PreflightLimits`; costs no more than those limits, whatever a peer sends.
    var isWithinLimits: Bool {
        var bytes = first?.count ?? 0
        for line in more {
            let (sum, overflow) = bytes.addingReportingOverflow(line.count)
            guard !overflow, sum <= PreflightLimits.maximumHeaderBytes else { return false }
            bytes = sum
        }
        guard bytes <= PreflightLimits.maximumHeaderBytes, more.count < PreflightLimits.maximumHeaderCount else { return false }
        var elements = 0
        if let first, !count(first, into: &elements) { return false }
        for line in more where !count(line, into: &elements) { return false }
        return true
    }

    /// Adds the elements of `line`, and stops as soon as there are too many.
    @inline(__always)
    private func count(_ line: UnsafeRawBufferPointer, into elements: inout Int) -> Bool {
        elements += 1
        for byte in line where byte == UInt8(ascii: ",") {
            elements += 1
            if elements > PreflightLimits.maximumHeaderCount { return false }
        }
        return elements <= PreflightLimits.maximumHeaderCount
    }

    /// Calls `body` with each element that is not empty (RFC 9110 § 5.6.1) until it returns false; call only within limits.
    @inline(__always)
    func forEachName(_ body: (UnsafeRawBufferPointer) -> Bool) {
        if let first, !forEachName(in: first, body) { return }
        for line in more where !forEachName(in: line, body) { return }
    }

    @inline(__always)
    private func forEachName(in line: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Bool) -> Bool {
        var start = 0
        for i in 0...line.count where i == line.count || line[i] == UInt8(ascii: ",") {
            var from = start
            var to = i
            while from < to, isSpace(line[from]) { from += 1 }
            while to > from, isSpace(line[to - 1]) { to -= 1 }
            if from < to, !body(ByteText.slice(line, from, to)) { return false }
            start = i + 1
        }
        return true
    }

    @inline(__always)
    private func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
}
