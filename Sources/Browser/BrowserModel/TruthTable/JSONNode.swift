internal import WayleaveJSON

/// A JSON value and where it was found, so that every complaint names the place.
struct JSONNode {
    let value: JSONValue
    let path: String

    init(_ value: JSONValue, path: String = "$") {
        self.value = value
        self.path = path
    }

    /// The member, unless it is absent or `null`.
    func optional(_ name: String) -> JSONNode? {
        guard let member = value[name], !member.isNull else { return nil }
        return JSONNode(member, path: "\(path).\(name)")
    }

    func required(_ name: String) throws(TruthTableError) -> JSONNode {
        guard value.object != nil else { throw mismatch("an object") }
        guard let member = optional(name) else { throw TruthTableError(path: path, what: "`\(name)` is missing") }
        return member
    }

    func string() throws(TruthTableError) -> String {
        guard let text = value.string else { throw mismatch("a string") }
        return text
    }

    func bool() throws(TruthTableError) -> Bool {
        guard let flag = value.bool else { throw mismatch("true or false") }
        return flag
    }

    func number() throws(TruthTableError) -> Double {
        guard let number = value.double else { throw mismatch("a number") }
        return number
    }

    func elements() throws(TruthTableError) -> [JSONNode] {
        guard let array = value.array else { throw mismatch("an array") }
        return array.enumerated().map { JSONNode($1, path: "\(path)[\($0)]") }
    }

    func members() throws(TruthTableError) -> [(name: String, node: JSONNode)] {
        guard let object = value.object else { throw mismatch("an object") }
        return object.members.map { ($0.name, JSONNode($0.value, path: "\(path).\($0.name)")) }
    }

    /// The text of an optional member, or a default.
    func string(_ name: String, default fallback: String) throws(TruthTableError) -> String { try optional(name)?.string() ?? fallback }

    func flag(_ name: String) throws(TruthTableError) -> Bool { try optional(name)?.bool() ?? false }

    /// An array of pairs `[name, value]`.
    func headers(_ name: String) throws(TruthTableError) -> HeaderList {
        var headers = HeaderList()
        for pair in try optional(name)?.elements() ?? [] {
            let parts = try pair.elements()
            guard parts.count == 2 else { throw pair.mismatch("a pair of name and value") }
            headers.append(try parts[0].string(), try parts[1].string())
        }
        return headers
    }

    func mismatch(_ expected: String) -> TruthTableError {
        let found =
            switch value {
            case .null: "null"
            case .bool: "a boolean"
            case .number: "a number"
            case .string(let text): "the string `\(text)`"
            case .array: "an array"
            case .object: "an object"
            case .binary: "binary data"
            }
        return TruthTableError(path: path, what: "expected \(expected), found \(found)")
    }
}
