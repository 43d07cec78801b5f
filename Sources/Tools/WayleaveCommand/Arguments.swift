/// The words of a command line, taken from the front.
struct Arguments {
    private var rest: ArraySlice<String>

    init(_ words: ArraySlice<String>) { rest = words }

    mutating func next() -> String? { rest.popFirst() }

    /// The value after a flag.
    mutating func value(of flag: String) throws(UsageError) -> String {
        guard let value = rest.popFirst() else { throw UsageError("`\(flag)` needs a value") }
        return value
    }

    /// The port after a flag.
    mutating func port(of flag: String) throws(UsageError) -> Int {
        let text = try value(of: flag)
        guard let port = Int(text), (1...65_535).contains(port) else {
            throw UsageError("`\(flag) \(text)`: a port is a number from 1 to 65535")
        }
        return port
    }
}
