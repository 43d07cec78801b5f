/// Something that is said about a user: a type, for instance `sub`, and its value.
public struct Claim: Sendable, Hashable {
    public var type: String
    public var value: String

    public init(_ type: String, _ value: String) {
        self.type = type
        self.value = value
    }
}
