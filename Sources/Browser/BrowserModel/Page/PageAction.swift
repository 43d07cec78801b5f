/// One thing a page does, and when.
public struct PageAction: Sendable, Hashable {
    /// Where in the page it happens.
    public var context: PageContext
    /// Seconds since the action before ended.
    public var delay: Double
    /// What is asked for.
    public var request: PageRequest

    /// Creates an action.
    public init(_ request: PageRequest, in context: PageContext = .page, after delay: Double = 0) {
        self.context = context
        self.delay = delay
        self.request = request
    }
}
