/// The input of a target: some octets of choice at the end, where the fuzzer's insertions do not move them, and the data before them.
public struct FuzzInput {
    public let data: [UInt8]
    /// Eight octets that choose sizes, roles and limits; zero where the input is too short to hold them.
    public let choice: UInt64

    public init(_ start: UnsafePointer<UInt8>?, _ count: Int) {
        let bytes = UnsafeBufferPointer(start: start, count: count)
        guard count > 8 else {
            data = Array(bytes)
            choice = 0
            return
        }
        data = Array(bytes[..<(count - 8)])
        choice = bytes[(count - 8)...].reduce(0) { $0 << 8 | UInt64($1) }
    }
}

/// Ends the process, as `precondition` does, with both sides of what should be equal.
public func expectSame<T: Equatable>(_ got: T, _ expected: T, _ rule: StaticString) {
    guard got != expected else { return }
    print("\(rule)\n  got:      \(got)\n  expected: \(expected)")
    preconditionFailure("two ways of the same disagree")
}
