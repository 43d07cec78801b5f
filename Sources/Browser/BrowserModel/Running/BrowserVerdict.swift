/// The answer to an ``Exchange``.
public struct BrowserVerdict: Sendable, Hashable {
    /// The browser asked about.
    public let browser: BrowserName
    /// The outcome of each action, in order.
    public let steps: [StepVerdict]
    /// Every request that leaves the browser, in order.
    public let requests: [SentRequest]

    /// Whether every action succeeds as its author wished.
    public var isAllowed: Bool { steps.allSatisfy { $0.readable == .full || $0.readable == .loaded } }

    /// The browser's own names for what went wrong: one per failed load in Chromium, the distinct ones in order in Firefox.
    public var codes: [String] {
        let codes = steps.flatMap(\.findings).flatMap(\.codes)
        return browser == .firefox ? Set(codes).sorted() : codes
    }

    /// How many requests of a kind leave the browser.
    public func count(_ kind: SentRequest.Kind) -> Int { requests.count { $0.kind == kind } }
}
