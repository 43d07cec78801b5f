/// The `name=value` pairs of a raw query, in order, not decoded; pairs are separated by "&", empty ones are skipped.
package struct QueryParameters: Sequence, IteratorProtocol {
    /// One pair; the value is empty if there is no "=".
    package typealias Element = (name: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer)

    private let query: UnsafeRawBufferPointer
    private var place = 0

    /// `query` comes without "?"; the pointer must stay valid while pairs are in use.
    @inline(__always)
    package init(_ query: UnsafeRawBufferPointer) { self.query = query }

    package mutating func next() -> Element? {
        while place < query.count {
            let start = place
            var equals = -1
            while place < query.count, query[place] != UInt8(ascii: "&") {
                if equals < 0, query[place] == UInt8(ascii: "=") { equals = place }
                place &+= 1
            }
            let end = place
            place &+= 1
            guard end > start else { continue }
            let nameEnd = equals < 0 ? end : equals
            return (
                UnsafeRawBufferPointer(rebasing: query[start..<nameEnd]),
                UnsafeRawBufferPointer(rebasing: query[(equals < 0 ? end : equals &+ 1)..<end])
            )
        }
        return nil
    }

    /// The raw value of the first pair whose raw name is `name`; allocates nothing. Enough for names that nobody encodes, such as "sid".
    package static func value(_ name: StaticString, in query: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        for pair in QueryParameters(query) where pair.name.count == name.utf8CodeUnitCount {
            var same = true
            for i in 0..<pair.name.count where pair.name[i] != name.utf8Start[i] { same = false }
            if same { return pair.value }
        }
        return nil
    }

    /// The decoded value of the first pair whose decoded name is `name`; `nil` if there is none or it is malformed.
    package static func decodedValue(_ name: String, in query: UnsafeRawBufferPointer) -> String? {
        for pair in QueryParameters(query) where PercentEncoding.decodeString(pair.name, plusIsSpace: true) == name {
            return PercentEncoding.decodeString(pair.value, plusIsSpace: true)
        }
        return nil
    }
}
