import CrossOrigin
import Synchronization
import Testing

@Suite("Predicates")
struct PredicateTests {
    struct Down: Error {}

    final class Counter: Sendable {
        private let asked = Mutex<[String]>([])
        var list: [String] { asked.withLock { $0 } }
        func note(_ origin: Origin) { asked.withLock { $0.append(origin.description) } }
    }

    /// Rules that list `https://listed.test` and have credentials.
    static let rules: CrossOriginRules = {
        var rules = CrossOriginRules()
        (rules.origins, rules.credentials) = (["https://listed.test"], true)
        return rules
    }()

    @Test("A synchronous predicate is asked about valid, unlisted, encrypted origins only")
    func sync() throws {
        let counter = Counter()
        let policy = try CrossOriginPolicy(
            Self.rules,
            admitting: [
                OriginPredicate { origin in
                    counter.note(origin)
                    return origin.description.hasSuffix("tenant.test")
                }
            ])
        #expect(policy.judge(.get("https://a.tenant.test")).allowOrigin == "https://a.tenant.test")
        #expect(policy.judge(.preflight("https://a.tenant.test")).status == 204)
        #expect(policy.judge(.upgrade("https://other.test")).status == 403)
        for origin in ["https://listed.test", "null", "https://user@tenant.test", "http://tenant.test"] { _ = policy.judge(.get(origin)) }
        #expect(policy.judge(.get("http://tenant.test")).allowOrigin == nil)
        #expect(counter.list == ["https://a.tenant.test", "https://a.tenant.test", "https://other.test"])
    }

    @Test("A predicate alone makes a policy; beside `*` it is pointless and refused")
    func alone() throws {
        let predicate = OriginPredicate { _ in true }
        let policy = try CrossOriginPolicy(CrossOriginRules(), admitting: [predicate])
        #expect(policy.judge(.get("http://a.test")).allowOrigin == "http://a.test")
        var rules = CrossOriginRules()
        rules.origins = ["*"]
        #expect(throws: CrossOriginRulesError.self) { try CrossOriginPolicy(rules, admitting: [predicate]) }
        #expect(throws: CrossOriginRulesError.self) { try CrossOriginPolicy(CrossOriginRules(), admitting: []) }
    }

    @Test("A lookup is undecided at once, admitted once awaited, and remembered from then on")
    func lookUp() async throws {
        let counter = Counter()
        var limits = OriginPredicate.Limits()
        limits.refusedLifetime = .seconds(60)
        let predicate = OriginPredicate.looksUp(limits: limits) { origin in
            counter.note(origin)
            return origin.description.hasSuffix("tenant.test")
        }
        let policy = try CrossOriginPolicy(Self.rules, admitting: [predicate])
        let request = CrossOriginRequest.get("https://a.tenant.test")
        #expect(policy.judgeAtOnce(request) == nil)
        #expect(
            policy.judge(request).refusal?.reason == .originUndecided && policy.judge(.preflight("https://a.tenant.test")).status == 403)
        #expect(await policy.judgeLookingUp(request).allowOrigin == "https://a.tenant.test")
        #expect(policy.judgeAtOnce(request)?.allowOrigin == "https://a.tenant.test")
        let evil = CrossOriginRequest.get("https://evil.test")
        #expect(await policy.judgeLookingUp(evil).refusal?.reason == .originNotListed)
        #expect(policy.judgeAtOnce(evil)?.refusal?.reason == .originNotListed)
        #expect(policy.judgeAtOnce(.get("https://listed.test"))?.allowOrigin != nil && policy.judgeAtOnce(.get("null")) != nil)
        #expect(counter.list == ["https://a.tenant.test", "https://evil.test"])
        predicate.forget(try #require(Origin("https://a.tenant.test")))
        #expect(policy.judgeAtOnce(request) == nil && policy.judgeAtOnce(evil) != nil)
        predicate.forgetAll()
        #expect(policy.judgeAtOnce(evil) == nil)
    }

    @Test("What throws is refused, for a short time and with a reason of its own")
    func failing() async throws {
        var limits = OriginPredicate.Limits()
        limits.failedLifetime = .seconds(60)
        let policy = try CrossOriginPolicy(Self.rules, admitting: [.looksUp(limits: limits) { _ in throw Down() }])
        let verdict = await policy.judgeLookingUp(.upgrade("https://a.test"))
        #expect(verdict.status == 403 && verdict.refusal?.reason == .originLookupFailed)
        #expect(policy.judgeAtOnce(.get("https://a.test"))?.refusal?.reason == .originLookupFailed)
        #expect(verdict.refusal?.description.contains("`https://a.test` could not be looked up") == true)
    }

    @Test("What takes too long is refused when its time is up, even if it does not heed its cancellation", .timeLimit(.minutes(1)))
    func slow() async throws {
        var limits = OriginPredicate.Limits()
        limits.time = .milliseconds(20)
        let gate = Released()
        let policy = try CrossOriginPolicy(
            Self.rules,
            admitting: [
                .looksUp(limits: limits) { _ in
                    await gate.wait()
                    return true
                }
            ])
        #expect(await policy.judgeLookingUp(.get("https://a.test")).refusal?.reason == .originLookupFailed)
        gate.release()
    }

    @Test("Requests of one origin that come together are answered by one lookup", .timeLimit(.minutes(1)))
    func together() async throws {
        let counter = Counter()
        let gate = Released()
        let policy = try CrossOriginPolicy(
            Self.rules,
            admitting: [
                .looksUp {
                    counter.note($0)
                    await gate.wait()
                    return true
                }
            ])
        await withTaskGroup { group in
            for _ in 0..<50 { group.addTask { await policy.judgeLookingUp(.get("https://a.test")).allowOrigin == "https://a.test" } }
            group.addTask {
                try? await Task.sleep(for: .milliseconds(20))
                gate.release()
                return true
            }
            for await isAdmitted in group { #expect(isAdmitted) }
        }
        #expect(counter.list == ["https://a.test"])
    }

    @Test("Beyond the lookups permitted at once, origins are refused unasked", .timeLimit(.minutes(1)))
    func crowded() async throws {
        var limits = OriginPredicate.Limits()
        limits.maximumConcurrent = 1
        limits.time = .milliseconds(30)
        let counter = Counter()
        let gate = Released()
        let policy = try CrossOriginPolicy(
            Self.rules,
            admitting: [
                .looksUp(limits: limits) {
                    counter.note($0)
                    await gate.wait()
                    return true
                }
            ])
        #expect(await policy.judgeLookingUp(.get("https://a.test")).refusal?.reason == .originLookupFailed)
        // The first has exceeded its time and still hangs.
        #expect(await policy.judgeLookingUp(.get("https://b.test")).refusal?.reason == .originLookupFailed)
        #expect(counter.list == ["https://a.test"])
        gate.release()
    }

    @Test("Answers expire, each kind after its own time")
    func lifetimes() async throws {
        var limits = OriginPredicate.Limits()
        (limits.admittedLifetime, limits.refusedLifetime) = (.seconds(60), .zero)
        let policy = try CrossOriginPolicy(Self.rules, admitting: [.looksUp(limits: limits) { $0.description == "https://a.test" }])
        #expect(await policy.judgeLookingUp(.get("https://a.test")).allowOrigin != nil)
        #expect(await policy.judgeLookingUp(.get("https://b.test")).refusal?.reason == .originNotListed)
        #expect(policy.judgeAtOnce(.get("https://a.test")) != nil && policy.judgeAtOnce(.get("https://b.test")) == nil)
    }

    @Test("A flood of made-up origins pushes out no admitted one")
    func flood() async throws {
        var limits = OriginPredicate.Limits()
        (limits.maximumRemembered, limits.refusedLifetime) = (16, .seconds(60))
        let policy = try CrossOriginPolicy(Self.rules, admitting: [.looksUp(limits: limits) { $0.description == "https://a.test" }])
        #expect(await policy.judgeLookingUp(.get("https://a.test")).allowOrigin != nil)
        for index in 0..<200 { _ = await policy.judgeLookingUp(.get("https://evil-\(index).test")) }
        #expect(policy.judgeAtOnce(.get("https://a.test"))?.allowOrigin != nil)
        #expect(policy.judgeAtOnce(.get("https://evil-0.test")) == nil && policy.judgeAtOnce(.get("https://evil-199.test")) != nil)
    }

    @Test("Any of several predicates admits; the server's own pages are not asked about")
    func several() async throws {
        let counter = Counter()
        let policy = try CrossOriginPolicy(
            Self.rules,
            admitting: [
                .looksUp {
                    counter.note($0)
                    throw Down()
                }, OriginPredicate { $0.description == "https://b.test" }, .looksUp { $0.description == "https://c.test" },
            ])
        #expect(policy.judgeAtOnce(.get("https://b.test"))?.allowOrigin == "https://b.test")
        #expect(await policy.judgeLookingUp(.get("https://c.test")).allowOrigin == "https://c.test")
        let own = CrossOriginRequest.upgrade("https://own.test", host: "own.test", isSecure: true)
        #expect(policy.judgeAtOnce(own)?.action == .pass)
        #expect(counter.list == ["https://c.test"])
    }
}

/// Lets tasks wait, whether cancelled or not, until it is released.
final class Released: Sendable {
    private let state = Mutex<(isReleased: Bool, waiting: [CheckedContinuation<Void, Never>])>((false, []))

    func wait() async {
        await withCheckedContinuation { continuation in
            let isReleased = state.withLock {
                if !$0.isReleased { $0.waiting.append(continuation) }
                return $0.isReleased
            }
            if isReleased { continuation.resume() }
        }
    }

    func release() {
        let waiting = state.withLock {
            let waiting = $0.waiting
            $0 = (true, [])
            return waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}
