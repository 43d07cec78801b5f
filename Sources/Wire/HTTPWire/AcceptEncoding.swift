import WayleaveBytes

/// What a client says about content codings (RFC 9110 § 12.5.3): which one suits it best of those that can be made here.
package struct AcceptEncoding: Sendable {
    /// What came of it: small enough to be kept by a connection.
    package struct Verdict: Sendable, Equatable {
        /// The coding to use; `nil` for none. What the client prefers, and gzip where it does not care.
        package let choice: ContentCoding?
        /// Whether a body that is not coded is not acceptable.
        package let refusesIdentity: Bool

        /// For a client that said nothing: no coding.
        package static let none = Verdict(choice: nil, refusesIdentity: false)
    }

    /// Thousandths; `nil` if not named.
    private var gzip: Int?
    private var deflate: Int?
    private var identity: Int?
    private var others: Int?

    package init() {}

    /// Takes a field line; what is malformed in it is passed over.
    package mutating func take(_ value: UnsafeRawBufferPointer) {
        for element in FieldList(value) where !element.isEmpty {
            let end = element.firstIndex { $0 == UInt8(ascii: ";") } ?? element.count
            var nameEnd = end
            while nameEnd > 0, element[nameEnd - 1] == 0x20 || element[nameEnd - 1] == 0x09 { nameEnd -= 1 }
            let name = UnsafeRawBufferPointer(rebasing: element[..<nameEnd])
            guard let weight = Self.weight(UnsafeRawBufferPointer(rebasing: element[end...])) else { continue }
            if ASCII.equals(name, ignoringCase: "gzip") || ASCII.equals(name, ignoringCase: "x-gzip") {
                gzip = weight
            } else if ASCII.equals(name, ignoringCase: "deflate") {
                deflate = weight
            } else if ASCII.equals(name, ignoringCase: "identity") {
                identity = weight
            } else if ASCII.equals(name, "*") {
                others = weight
            }
        }
    }

    /// What to do, when all lines were taken.
    package var verdict: Verdict {
        let gzip = gzip ?? others ?? 0
        let deflate = deflate ?? others ?? 0
        let best = max(gzip, deflate)
        // Without a word on it, identity is acceptable, but anything that is named is preferred.
        let choice: ContentCoding? = best == 0 || best < identity ?? 0 ? nil : gzip >= deflate ? .gzip : .deflate
        return Verdict(choice: choice, refusesIdentity: (identity ?? others ?? 1) == 0)
    }

    /// The weight in `; q=0.5`, in thousandths; 1,000 without one, `nil` if it is malformed.
    private static func weight(_ parameters: UnsafeRawBufferPointer) -> Int? {
        var text = parameters.filter { $0 != 0x20 && $0 != 0x09 }[...]
        if text.isEmpty { return 1000 }
        guard text.count > 3, text.removeFirst() == UInt8(ascii: ";"), text.removeFirst() | 0x20 == UInt8(ascii: "q"),
            text.removeFirst() == UInt8(ascii: "=")
        else { return nil }
        let whole = text.removeFirst()
        guard whole == UInt8(ascii: "0") || whole == UInt8(ascii: "1") else { return nil }
        var weight = whole == UInt8(ascii: "1") ? 1000 : 0
        if text.isEmpty { return weight }
        guard text.removeFirst() == UInt8(ascii: "."), text.count <= 3 else { return nil }
        var unit = 100
        for digit in text {
            guard ASCII.isDigit(digit) else { return nil }
            weight += Int(digit - 48) * unit
            unit /= 10
        }
        return weight <= 1000 ? weight : nil
    }
}
