extension JSONDocument {
    /// The path from the root to `token`, for messages: `$.user.age`, `$[2]["odd name"]`.
    package func path(to token: Int) -> String {
        var path = "$"
        for key in codingPath(to: token) {
            if let index = key.intValue {
                path += "[\(index)]"
            } else if key.stringValue.utf8.allSatisfy({ $0 | 0x20 &- 97 < 26 || isDigit($0) || $0 == UInt8(ascii: "_") }) {
                path += ".\(key.stringValue)"
            } else {
                path += "[\"\(key.stringValue.prefix(60))\"]"
            }
        }
        return path
    }

    /// The keys and indices from the root to `token`, found by walking down: keeping no path makes decoding cheaper.
    func codingPath(to token: Int) -> [any CodingKey] {
        var path: [any CodingKey] = []
        var container = root
        while container < token, token < next(after: container) {
            let isObject = firstByte(container) == UInt8(ascii: "{")
            var child = container + 1
            var index = 0
            while true {
                let value = isObject ? child + 1 : child
                let end = next(after: value)
                if token < end {
                    path.append(isObject ? JSONKey(stringValue: stringValue(child)) : JSONKey(intValue: index))
                    container = value
                    break
                }
                child = end
                index += 1
            }
        }
        return path
    }
}

/// A coding key made from a document's own names and indices.
struct JSONKey: CodingKey {
    let stringValue: String
    let intValue: Int?

    init(stringValue: String) {
        self.stringValue = stringValue
        intValue = nil
    }

    init(intValue: Int) {
        stringValue = "\(intValue)"
        self.intValue = intValue
    }
}
