/// An expectation that cannot be examined: an address or an origin that is none.
public struct CrossOriginQuestionError: Error, CustomStringConvertible {
    /// What is wrong, and what would be right.
    public let description: String

    init(_ description: String) { self.description = description }
}
