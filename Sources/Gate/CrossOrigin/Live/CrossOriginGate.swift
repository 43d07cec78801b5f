internal import Synchronization

/// Holds the policy in force, so that it can be replaced while requests are judged.
///
/// A replacement is one guarded store: every request is judged by the old policy or the new one, never by a mixture, and rules with faults leave
/// the old one in force. A candidate may stand beside it: it decides nothing, and what it would have done differently is told.
public final class CrossOriginGate: Sendable {
    private struct State {
        var policy: CrossOriginPolicy
        var candidate: CrossOriginPolicy?
    }

    private let state: Mutex<State>
    private let replacements = Atomic<Int>(0)

    /// Puts `policy` in force.
    public init(_ policy: CrossOriginPolicy) { state = Mutex(State(policy: policy, candidate: nil)) }

    /// The policy in force.
    public var policy: CrossOriginPolicy { state.withLock { $0.policy } }

    /// The policy on trial; `nil` if there is none.
    public var candidate: CrossOriginPolicy? { state.withLock { $0.candidate } }

    /// How often the policy was replaced: compare it with an earlier value to learn whether a copy is stale, without a lock.
    public var generation: Int { replacements.load(ordering: .acquiring) }

    /// Puts `policy` in force, for all requests judged from now on.
    public func replace(with policy: CrossOriginPolicy) {
        state.withLock { $0.policy = policy }
        replacements.add(1, ordering: .releasing)
    }

    /// Compiles `rules` and puts them in force, or throws every fault they have and leaves the old policy in force.
    public func replace(
        with rules: CrossOriginRules, publicSuffixes: PublicSuffixes = .wellKnown
    ) throws(CrossOriginRulesError) {
        replace(with: try CrossOriginPolicy(rules, publicSuffixes: publicSuffixes))
    }

    /// Puts a policy on trial; `nil` ends the trial.
    public func setCandidate(_ candidate: CrossOriginPolicy?) { state.withLock { $0.candidate = candidate } }

    /// Puts the candidate in force and ends its trial; `false` if there is none.
    @discardableResult
    public func promoteCandidate() -> Bool {
        let promoted = state.withLock { state in
            guard let candidate = state.candidate else { return false }
            state = State(policy: candidate, candidate: nil)
            return true
        }
        if promoted { replacements.add(1, ordering: .releasing) }
        return promoted
    }

    /// Judges by the policy in force, and says what the candidate, if there is one, would have done differently.
    public func judge(_ request: CrossOriginRequest) -> (verdict: CrossOriginVerdict, difference: CandidateDifference?) {
        let state = state.withLock { $0 }
        return (state.policy.judge(request), state.candidate.flatMap { state.policy.difference(to: $0, for: request) })
    }
}
