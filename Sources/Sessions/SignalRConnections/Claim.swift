/// Something that is said about a user: a type, for instance `sub`, and its value.
public struct Claim: Sendable, Hashable {
    /// What it says something of, for instance `sub` or a URI of .NET's.
    public var type: String
    /// What it says.
    public var value: String

    /// Creates a claim.
    public init(_ type: String, _ value: String) {
        self.type = type
        self.value = value
    }
}
