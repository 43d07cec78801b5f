import CrossOrigin
import Testing

@Suite("The entrance for borrowed bytes")
struct FastPathTests {
    /// Judges as the server does: views into one receive buffer.
    func decide(
        _ policy: CrossOriginPolicy, _ head: String, body: (CrossOriginDecision, CrossOriginRefusal?) -> Void
    ) {
        let bytes = Array(head.utf8)
        bytes.withUnsafeBytes { buffer in
            let parts = buffer.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false).map {
                UnsafeRawBufferPointer(rebasing: $0)
            }
            var facts = CrossOriginFacts(method: parts[0], origin: parts[1])
            if parts.count > 2 { facts.requestedMethod = parts[2] }
            if parts.count > 3 { facts.requestedHeaders = parts[3] }
            if parts.count > 4 { facts.moreRequestedHeaders = Array(parts[4...]) }
            let decision = policy.decide(facts)
            body(decision, policy.refusal(of: decision, facts))
        }
    }

    @Test("Views of a receive buffer are judged as the strings are")
    func agrees() throws {
        let policy = try policy { ($0.origins, $0.requestHeaders) = (["https://a.test", "https://*.b.test"], ["x-a", "x-b"]) }
        for head in [
            "GET|https://a.test", "GET|https://evil.test", "GET|", "OPTIONS|https://x.b.test|POST|x-a|X-B", "OPTIONS|https://a.test|PUT",
            "OPTIONS|https://a.test|GET|x-a|x-c",
        ] {
            let parts = head.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
            let request = CrossOriginRequest(
                method: parts[0], origins: [parts[1]], requestedMethod: parts.count > 2 ? parts[2] : nil,
                requestedHeaders: Array(parts.dropFirst(3)))
            let verdict = policy.judge(request)
            decide(policy, head) { decision, refusal in
                #expect(decision.action == verdict.action && decision.fields.bytes == verdict.fields.bytes)
                #expect(refusal?.description == verdict.refusal?.description && (decision.reason == nil) == (refusal == nil))
            }
        }
    }

    @Test("The fields of an exact origin are shared storage, the same at every decision")
    func shared() throws {
        let policy = try policy { $0.origins = ["https://a.test"] }
        func address() -> [UnsafeRawPointer?] {
            var addresses: [UnsafeRawPointer?] = []
            decide(policy, "GET|https://a.test") { decision, _ in decision.fields.forEachPart { addresses.append($0.baseAddress) } }
            return addresses
        }
        #expect(address().count == 2 && address() == address())
    }

    @Test("The fields outlive the buffer they were decided from")
    func owned() throws {
        let policy = try policy { $0.origins = ["https://*.a.test"] }
        var kept: CrossOriginFields?
        decide(policy, "GET|https://x.a.test") { decision, _ in kept = decision.fields }
        #expect(kept?["access-control-allow-origin"] == "https://x.a.test")
    }

    @Test("A request that could not be read is answered with the fields of one without Origin")
    func unread() throws {
        #expect(String(decoding: CrossOriginPolicy.sameOriginOnly.fieldsWithoutOrigin.bytes, as: UTF8.self) == "Vary: Origin\r\n")
        #expect(CrossOriginPolicy.publicReadOnly.fieldsWithoutOrigin["access-control-allow-origin"] == "*")
    }
}
