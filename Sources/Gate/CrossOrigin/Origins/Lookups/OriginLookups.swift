import Synchronization

/// The lookups of one asynchronous predicate: what is remembered, who waits for what, and how many are at work.
final class OriginLookups: Sendable {
    private struct State {
        var admitted: LookupMemory
        var refused: LookupMemory
        /// Who waits for the answer about an origin; the key tells a lookup from a later one of the same origin.
        var waiting: [Origin: (number: Int, continuations: [CheckedContinuation<LookupOutcome, Never>])] = [:]
        var started = 0
        var working = 0
    }

    private let state: Mutex<State>
    private let limits: OriginPredicate.Limits
    private let isAdmitted: @Sendable (Origin) async throws -> Bool

    init(_ limits: OriginPredicate.Limits, _ isAdmitted: @escaping @Sendable (Origin) async throws -> Bool) {
        self.limits = limits
        self.isAdmitted = isAdmitted
        state = Mutex(
            State(
                admitted: LookupMemory(capacity: limits.maximumRemembered), refused: LookupMemory(capacity: limits.maximumRemembered)))
    }

    /// What is known of `origin` without asking; `nil` if nothing is.
    func known(_ origin: Origin) -> LookupOutcome? {
        let now = ContinuousClock.now
        return state.withLock { $0.admitted.outcome(of: origin, at: now) ?? $0.refused.outcome(of: origin, at: now) }
    }

    /// What is known of `origin`, or what the predicate says of it within its time.
    ///
    /// - Parameter executor: where the predicate runs; `nil` for the default.
    func outcome(of origin: Origin, on executor: (any TaskExecutor)?) async -> LookupOutcome {
        await withCheckedContinuation { continuation in
            let now = ContinuousClock.now
            var outcome: LookupOutcome?
            var number: Int?
            state.withLock { state in
                outcome = state.admitted.outcome(of: origin, at: now) ?? state.refused.outcome(of: origin, at: now)
                guard outcome == nil else { return }
                if state.waiting[origin] != nil {
                    state.waiting[origin]?.continuations.append(continuation)
                } else if state.working >= max(1, limits.maximumConcurrent) {
                    outcome = .failed
                } else {
                    state.started &+= 1
                    state.working += 1
                    number = state.started
                    state.waiting[origin] = (state.started, [continuation])
                }
            }
            if let outcome { continuation.resume(returning: outcome) }
            if let number { start(origin, number, executor) }
        }
    }

    func forget(_ origin: Origin) {
        state.withLock {
            $0.admitted.forget(origin)
            $0.refused.forget(origin)
        }
    }

    func forgetAll() {
        state.withLock {
            $0.admitted.forgetAll()
            $0.refused.forgetAll()
        }
    }

    /// How many answers are remembered.
    var rememberedCount: Int { state.withLock { $0.admitted.count + $0.refused.count } }

    private func start(_ origin: Origin, _ number: Int, _ executor: (any TaskExecutor)?) {
        let work = Task(executorPreference: executor) { [self] in
            var outcome = LookupOutcome.failed
            do { outcome = try await isAdmitted(origin) ? .admitted : .refused } catch {}
            settle(origin, number, outcome)
            state.withLock { $0.working -= 1 }
        }
        // Two tasks and not a group: a group would wait for a predicate that does not heed its cancellation.
        Task(executorPreference: executor) { [self] in
            try? await Task.sleep(for: max(limits.time, .zero))
            if settle(origin, number, .failed) { work.cancel() }
        }
    }

    /// Remembers the outcome of a lookup and hands it to those who wait; `false` if that was done before.
    @discardableResult
    private func settle(_ origin: Origin, _ number: Int, _ outcome: LookupOutcome) -> Bool {
        let now = ContinuousClock.now
        let continuations = state.withLock { state -> [CheckedContinuation<LookupOutcome, Never>]? in
            guard let waiting = state.waiting[origin], waiting.number == number else { return nil }
            state.waiting[origin] = nil
            switch outcome {
            case .admitted:
                state.refused.forget(origin)
                state.admitted.remember(outcome, of: origin, until: now + max(limits.admittedLifetime, .zero))
            case .refused:
                state.admitted.forget(origin)
                state.refused.remember(outcome, of: origin, until: now + max(limits.refusedLifetime, .zero))
            case .failed:
                state.refused.remember(outcome, of: origin, until: now + max(limits.failedLifetime, .zero))
            }
            return waiting.continuations
        }
        for continuation in continuations ?? [] { continuation.resume(returning: outcome) }
        return continuations != nil
    }
}
