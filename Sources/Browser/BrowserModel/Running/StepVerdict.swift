/// The outcome of one action.
public struct StepVerdict: Sendable, Hashable {
    /// How much the page sees.
    public var readable: Readability
    /// `response.type`; `nil` where there is no response object.
    public var responseType: ResponseType?
    /// The status that script sees; 0 for opaque responses.
    public var status: Int?
    /// The response headers that script sees: lower-case names, sorted.
    public var readableHeaders: [String] = []
    /// What went other than wished, in order.
    public var findings: [Finding] = []
}
