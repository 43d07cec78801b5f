package import WayleaveEngineIOWire

/// The members of a query that mean something to Engine.IO; read once, the first of each name counts.
///
/// Percent-encoding is not undone: no value that Engine.IO accepts needs it, and one that uses it is answered as unknown.
package struct EngineQuery {
    package var version: Substring.UTF8View?
    package var transport: Substring.UTF8View?
    package var sid: Substring.UTF8View?
    package var b64: Substring.UTF8View?
    /// Whether JSONP is asked for, a script in place of a response.
    package var hasCallback = false

    /// Reads a raw query, without its question mark.
    package init(_ query: String) {
        for member in query.utf8.split(separator: UInt8(ascii: "&")) {
            let equals = member.firstIndex(of: UInt8(ascii: "=")) ?? member.endIndex
            let name = member[..<equals]
            let value = equals == member.endIndex ? member[equals...] : member[member.index(after: equals)...]
            if version == nil, name.elementsEqual("EIO".utf8) {
                version = value
            } else if transport == nil, name.elementsEqual("transport".utf8) {
                transport = value
            } else if sid == nil, !value.isEmpty, name.elementsEqual("sid".utf8) {
                sid = value
            } else if b64 == nil, name.elementsEqual("b64".utf8) {
                b64 = value
            } else if name.elementsEqual("j".utf8) {
                hasCallback = true
            }
        }
    }

    /// What the client speaks: revision 3 unless it says 4, as the reference has it.
    package var revision: EngineRevision { version?.elementsEqual("4".utf8) ?? false ? .four : .three }
    package var isTextOnly: Bool { b64.map { $0.elementsEqual("1".utf8) || $0.elementsEqual("true".utf8) } ?? false }
}
