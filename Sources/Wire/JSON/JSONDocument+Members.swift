extension JSONDocument {
    /// The token of the value of the member `name` of the object at `object`, or `nil`.
    ///
    /// The search begins where the last one ended: properties are mostly decoded in the order they were encoded,
    /// and a dictionary with very many members is decoded in linear time.
    @inline(__always)
    package func member(_ name: String, of object: Int) -> Int? {
        if let found = name.utf8.withContiguousStorageIfAvailable({ member($0, of: object) }) { return found }
        var name = name
        return name.withUTF8 { member($0, of: object) }
    }

    private func member(_ name: UnsafeBufferPointer<UInt8>, of object: Int) -> Int? {
        let first = object &+ 1
        let end = Int(tokens[object].next)
        let hint = tokens[object].extra == 0 ? first : Int(tokens[object].extra)
        if let found = member(name, from: hint, to: end) ?? member(name, from: first, to: hint) {
            tokens[object].extra = UInt32(truncatingIfNeeded: found)
            return found &+ 1
        }
        return nil
    }

    @inline(__always)
    private func member(_ name: UnsafeBufferPointer<UInt8>, from first: Int, to end: Int) -> Int? {
        var key = first
        while key < end {
            if isName(key, equalTo: name) { return key }
            key = Int(tokens[key &+ 1].next)
        }
        return nil
    }

    @inline(__always)
    private func isName(_ token: Int, equalTo name: UnsafeBufferPointer<UInt8>) -> Bool {
        if isMessagePack || tokens[token].extra != 0 { return isOddName(token, equalTo: name) }
        let inside = contents(ofString: token)
        guard inside.count == name.count else { return false }
        var i = 0
        while i < inside.count {
            if inside[i] != name[i] { return false }
            i &+= 1
        }
        return true
    }

    /// For names with escapes, and MessagePack's, which may be integers.
    @inline(never)
    private func isOddName(_ token: Int, equalTo name: UnsafeBufferPointer<UInt8>) -> Bool {
        guard isMessagePack, isPlainString(token) else { return stringValue(token).utf8.elementsEqual(name) }
        return packedPayload(token).elementsEqual(name)
    }

    /// Calls `body` with the name, escapes replaced, and the value's token of each member of the object at `object`, in their order.
    package func forEachMember(of object: Int, _ body: (_ name: UnsafeBufferPointer<UInt8>, _ value: Int) -> Void) {
        var name = object &+ 1
        let end = next(after: object)
        while name < end {
            if isPlainString(name) {
                body(contents(ofString: name), name &+ 1)
            } else {
                var text = stringValue(name)
                text.withUTF8 { body($0, name &+ 1) }
            }
            name = next(after: name &+ 1)
        }
    }

    /// The number of elements of the array at `array`.
    package func elementCount(of array: Int) -> Int {
        var count = 0
        var element = array + 1
        let end = next(after: array)
        while element < end {
            count += 1
            element = next(after: element)
        }
        return count
    }

    /// The index of the attachment that the value at `token` is a placeholder of (Socket.IO v5 § binary), or `nil` for other values.
    ///
    /// Throws when the value is a placeholder without a number.
    package func placeholder(at token: Int) throws(JSONError) -> Int? {
        guard !isMessagePack, firstByte(token) == UInt8(ascii: "{"), let mark = member("_placeholder", of: token),
            firstByte(mark) == UInt8(ascii: "t")
        else { return nil }
        guard let number = member("num", of: token), let index = JSONDocument.shortInteger(text(of: number).prefix9), index >= 0 else {
            throw JSONError(.invalidValue("the placeholder has no attachment's number"), path: path(to: token))
        }
        return index
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The bytes if there are nine at most, else none: no attachment's number is longer.
    fileprivate var prefix9: UnsafeBufferPointer<UInt8> { count <= 9 ? self : UnsafeBufferPointer(start: nil, count: 0) }
}
