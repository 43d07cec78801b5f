internal import AllocationCount
internal import CrossOrigin

/// One kind of request, decided and written many times.
struct Measurement {
    let name: String
    let policy: CrossOriginPolicy
    /// Method, Origin, and for a preflight the method and fields asked for.
    let request: (method: String, origin: String, requestedMethod: String?, requestedHeaders: String?)

    static let rounds = 60
    let repetitions: Int

    init(
        _ name: String, _ policy: CrossOriginPolicy, _ method: String, _ origin: String, asks: String? = nil, headers: String? = nil,
        repetitions: Int = 20_000
    ) {
        self.name = name
        self.policy = policy
        request = (method, origin, asks, headers)
        self.repetitions = repetitions
    }

    /// The best of several rounds, in nanoseconds, with the allocations of one decision: the machine may be busy, the work is the same.
    func run() -> (nanoseconds: Double, allocations: Double, bytes: Int) {
        let texts = [request.method, request.origin, request.requestedMethod ?? "", request.requestedHeaders ?? ""].map { Array($0.utf8) }
        let output = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 8)
        defer { output.deallocate() }
        return texts[0].withUnsafeBytes { method in
            texts[1].withUnsafeBytes { origin in
                texts[2].withUnsafeBytes { asked in
                    texts[3].withUnsafeBytes { headers in
                        var facts = CrossOriginFacts(method: method, origin: origin)
                        if request.requestedMethod != nil { facts.requestedMethod = asked }
                        if request.requestedHeaders != nil { facts.requestedHeaders = headers }
                        return measure(facts, output)
                    }
                }
            }
        }
    }

    private func measure(
        _ facts: CrossOriginFacts, _ output: UnsafeMutableRawBufferPointer
    ) -> (nanoseconds: Double, allocations: Double, bytes: Int) {
        var best = Duration.seconds(1000)
        var allocations = 0.0
        var bytes = 0
        for _ in 0..<Measurement.rounds {
            let before = allocation_count()
            let start = ContinuousClock.now
            for _ in 0..<repetitions { bytes = decide(facts, output) }
            best = min(best, ContinuousClock.now - start)
            allocations = Double(allocation_count() - before) / Double(repetitions)
        }
        let (seconds, attoseconds) = best.components
        return ((Double(seconds) * 1e9 + Double(attoseconds) * 1e-9) / Double(repetitions), allocations, bytes)
    }

    /// Decides and writes the fields, as a server does.
    @inline(never)
    private func decide(_ facts: CrossOriginFacts, _ output: UnsafeMutableRawBufferPointer) -> Int {
        let decision = policy.decide(facts)
        var count = 0
        decision.fields.forEachPart { part in
            output[count..<(count + part.count)].copyBytes(from: part)
            count += part.count
        }
        return count
    }
}
