/// Turns the path of a request into a path below a directory of static files that cannot leave it.
package enum StaticPath {
    /// The decoded path relative to the directory, without a leading "/"; empty for the directory itself, ending in "/" if the request did.
    ///
    /// `nil`, to be answered 404 or 400, if the path does not begin with "/", is malformed, is not UTF-8, or has an encoded slash, a
    /// backslash, a control character, an empty segment, or a segment that begins with a dot: "." and "..", and hidden files with them
    /// unless they are allowed.
    package static func relative(_ path: UnsafeRawBufferPointer, allowsHidden: Bool = false) -> String? {
        guard path.count > 0, path[0] == UInt8(ascii: "/"), let decoded = PercentEncoding.decode(path) else { return nil }
        let slash = UInt8(ascii: "/")
        guard decoded.count(where: { $0 == slash }) == path.count(where: { $0 == slash }) else { return nil }
        var previous = slash
        for (i, byte) in decoded.enumerated().dropFirst() {
            if byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "\\") { return nil }
            if previous == slash, byte == slash || byte == UInt8(ascii: ".") {
                guard allowsHidden, byte != slash else { return nil }
                let segment = decoded[i...].prefix { $0 != slash }
                guard segment.count > 2 || segment.contains(where: { $0 != UInt8(ascii: ".") }) else { return nil }
            }
            previous = byte
        }
        return String(validating: decoded.dropFirst(), as: UTF8.self)
    }
}
