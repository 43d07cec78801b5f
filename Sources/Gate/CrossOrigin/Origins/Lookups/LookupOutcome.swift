/// What came of asking a predicate about an origin.
package enum LookupOutcome: Sendable, Equatable {
    case admitted
    case refused
    /// It threw, took too long, or there were too many lookups: refused as well, but for another reason.
    case failed
}
