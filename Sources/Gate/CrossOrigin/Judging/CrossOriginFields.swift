/// Response fields that a verdict prescribes: complete `Name: value` lines, each ended by CRLF, prebuilt wherever possible.
///
/// `Vary` is to be *added* to what a handler sends; the `Access-Control-` fields *replace* the handler's own, as two of a kind void both.
public struct CrossOriginFields: Sendable {
    /// The `Access-Control-Allow-Origin` line, or nothing.
    @usableFromInline package let originLine: [UInt8]
    /// All other lines.
    @usableFromInline package let otherLines: [UInt8]

    /// No fields.
    package static let none = CrossOriginFields(otherLines: [])

    @inline(__always)
    init(originLine: [UInt8] = [], otherLines: [UInt8]) {
        self.originLine = originLine
        self.otherLines = otherLines
    }

    /// Whether there is nothing to send.
    @inlinable
    public var isEmpty: Bool { originLine.isEmpty && otherLines.isEmpty }

    /// The length of all lines, in bytes.
    @inlinable
    public var byteCount: Int { originLine.count + otherLines.count }

    /// Calls `body` with the wire bytes in order, in one or two parts, without copying; the pointers are valid only during the call.
    @inlinable
    public func forEachPart(_ body: (UnsafeRawBufferPointer) -> Void) {
        if !originLine.isEmpty { originLine.withUnsafeBytes(body) }
        if !otherLines.isEmpty { otherLines.withUnsafeBytes(body) }
    }

    /// A copy of the wire bytes.
    public var bytes: [UInt8] { originLine + otherLines }

    /// The fields one by one, for frameworks that write the wire themselves.
    public var list: [(name: String, value: String)] {
        bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
            let value = line[line.index(after: colon)...].drop { $0 == UInt8(ascii: " ") }.dropLast()
            return (String(decoding: line[..<colon], as: UTF8.self), String(decoding: value, as: UTF8.self))
        }
    }

    /// The value of the field `name`, ignoring case; `nil` if it is not among them.
    public subscript(_ name: String) -> String? {
        let name = ByteText.lowercased(name)
        return list.first { ByteText.lowercased($0.name) == name }?.value
    }

    /// Whether a handler's own field of this name must give way: `Access-Control-…` always, others that these lines send themselves.
    ///
    /// Two `Cross-Origin-Resource-Policy` lines would be read as none (Fetch § cross-origin resource policy check).
    package func replaces(_ name: UnsafeRawBufferPointer) -> Bool {
        if CrossOriginFields.governs(name) { return true }
        // Only the lengths of `Timing-Allow-Origin` and `Cross-Origin-Resource-Policy` are worth a closer look.
        guard name.count == 19 || name.count == 28 else { return false }
        let text = ByteText.lowercased(String(decoding: name, as: UTF8.self))
        return (text == "timing-allow-origin" || text == "cross-origin-resource-policy") && self[text] != nil
    }

    /// Whether a response field of this name belongs to the policy, so that a server drops a handler's own: `Access-Control-…`.
    package static func governs(_ name: UnsafeRawBufferPointer) -> Bool {
        let prefix: StaticString = "access-control-"
        guard name.count > prefix.utf8CodeUnitCount else { return false }
        let start = UnsafeRawBufferPointer(start: prefix.utf8Start, count: prefix.utf8CodeUnitCount)
        return ByteText.equalFolded(ByteText.slice(name, 0, start.count), start)
    }
}
