import WayleaveJSON

/// How many bytes a value takes, about; a large one is not looked at to its end.
enum AdminWeight {
    /// The value, or what it is replaced with when it has more than `limit` bytes.
    static func bounded(_ value: JSONValue, to limit: Int) -> JSONValue {
        var left = limit
        take(value, from: &left)
        return left >= 0 ? value : "(too large to show)"
    }

    /// Arguments of an event, all or none.
    static func bounded(_ arguments: [JSONValue], to limit: Int) -> [JSONValue] {
        var left = limit
        for argument in arguments where left >= 0 { take(argument, from: &left) }
        return left >= 0 ? arguments : ["(too large to show)"]
    }

    private static func take(_ value: JSONValue, from left: inout Int) {
        left -= 4
        switch value {
        case .null, .bool, .number: left -= 4
        case .string(let text): left -= text.utf8.count
        case .binary(let binary): left -= binary.bytes.count
        case .array(let elements):
            for element in elements where left >= 0 { take(element, from: &left) }
        case .object(let object):
            for member in object.members where left >= 0 {
                left -= member.name.utf8.count
                take(member.value, from: &left)
            }
        }
    }
}
