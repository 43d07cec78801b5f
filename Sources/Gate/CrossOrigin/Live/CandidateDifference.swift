/// What a policy on trial would have done otherwise than the one in force (shadow mode).
public enum CandidateDifference: Sendable {
    /// The policy in force lets it pass; the candidate would have refused it, for this reason.
    case wouldRefuse(CrossOriginRefusal)
    /// The policy in force denies it; the candidate would have granted it.
    case wouldAllow
}

extension CrossOriginPolicy {
    /// What `candidate` would do with `request` otherwise than this policy; `nil` if both allow or both deny it.
    ///
    /// Also `nil` where the candidate would have to look the origin up first: a trial makes no lookups.
    public func difference(to candidate: CrossOriginPolicy, for request: CrossOriginRequest) -> CandidateDifference? {
        request.withFacts { facts in difference(to: candidate, for: facts, decided: decide(facts)) }
    }

    /// As with a request, where this policy's own decision is known.
    package func difference(
        to candidate: CrossOriginPolicy, for facts: CrossOriginFacts, decided decision: CrossOriginDecision
    ) -> CandidateDifference? {
        var facts = facts
        facts.lookedUp = nil
        let other = candidate.decide(facts)
        guard other.reason != .originUndecided, (decision.reason == nil) != (other.reason == nil) else { return nil }
        return candidate.refusal(of: other, facts).map { .wouldRefuse($0) } ?? .wouldAllow
    }
}
