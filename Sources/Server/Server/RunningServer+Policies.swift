public import CrossOrigin

/// Policies of a running server: replaced, put on trial, reported on. Each change holds for all requests judged after it, on every loop.
extension RunningServer {
    /// Puts `policy` in force in place of the server's own; paths with policies of their own keep them.
    public func replacePolicy(_ policy: CrossOriginPolicy) { policies.change { $0.paths.fallback = policy } }

    /// Compiles `rules` and puts them in force, or throws every fault they have and leaves the old policy in force.
    public func replacePolicy(
        _ rules: CrossOriginRules, publicSuffixes: PublicSuffixes = .wellKnown
    ) throws(CrossOriginRulesError) {
        replacePolicy(try CrossOriginPolicy(rules, publicSuffixes: publicSuffixes))
    }

    /// Judges everything at and below `prefix` by `policy` from now on, whether or not it had a policy of its own.
    public func replacePolicy(_ policy: CrossOriginPolicy, under prefix: String) { policies.change { $0.paths.add(policy, under: prefix) } }

    /// Judges exactly `path` by `policy` from now on, whether or not it had a policy of its own.
    public func replacePolicy(_ policy: CrossOriginPolicy, at path: String) { policies.change { $0.paths.add(policy, at: path) } }

    /// Puts a policy on trial beside the server's own; `nil` ends the trial. See ``Server/candidatePolicy``.
    public func setCandidatePolicy(_ candidate: CrossOriginPolicy?) { policies.change { $0.candidate = candidate } }

    /// Puts the policy on trial in force and ends its trial; `false` if there is none.
    @discardableResult
    public func promoteCandidate() -> Bool {
        policies.change { snapshot in
            guard let candidate = snapshot.candidate else { return false }
            snapshot.paths.fallback = candidate
            snapshot.candidate = nil
            return true
        }
    }

    /// The origins refused most often, at most 64, the most frequent first.
    public func refusals() async -> [RefusedOrigin] { await report().refused.top }

    /// The origins that the policy on trial would have refused and the one in force let pass, at most 64, the most frequent first.
    public func candidateRefusals() async -> [RefusedOrigin] { await report().candidateRefused.top }
}
