internal import WayleaveHTTPWire

extension Request {
    /// The value of the first cookie of that name in the `Cookie` fields, without the quotation marks around it; `nil` without one.
    ///
    /// Names are case-sensitive (RFC 6265 § 5.4); values are not percent-decoded.
    public func cookie(_ name: String) -> String? {
        for line in headers.all("cookie") {
            for pair in line.utf8.split(separator: UInt8(ascii: ";")) {
                let pair = pair.drop { $0 == 0x20 || $0 == 0x09 }
                guard let equals = pair.firstIndex(of: UInt8(ascii: "=")), pair[..<equals].elementsEqual(name.utf8) else { continue }
                var value = pair[pair.index(after: equals)...]
                while value.last == 0x20 || value.last == 0x09 { value.removeLast() }
                if value.count > 1, value.first == UInt8(ascii: "\""), value.last == UInt8(ascii: "\"") {
                    value = value.dropFirst().dropLast()
                }
                return String(Substring(value))
            }
        }
        return nil
    }
}
