import Synchronization
import Wayleave

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Serves one route tree for each policy of a file and tells what those policies make of stated facts, for browsers to be compared with.
enum PolicyServer {
    struct Unreadable: Error, CustomStringConvertible { let description: String }

    /// A request as a test states it.
    struct Facts: Decodable {
        var policy: String
        var method: String
        var origin: String?
        var asked: String?
        var fields: String?
        var isUpgrade: Bool
    }

    struct Verdict: Encodable {
        var action: String
        var fields: [String: String]
        var reason: String?
    }

    /// How many preflights each path has seen.
    private final class Counter: Sendable {
        let counts = Mutex<[String: Int]>([:])
    }

    /// The policy of the rules named `server` in a file.
    static func policy(in path: String) throws -> CrossOriginPolicy {
        guard let rules = try JSON.decode([String: CrossOriginRules].self, from: try read(path))["server"] else {
            throw Unreadable(description: "`\(path)` has no rules named `server`")
        }
        return try CrossOriginPolicy(rules)
    }

    static func make(rules path: String?) throws -> Server {
        guard let path else { throw Unreadable(description: "the profile `policies` needs --policies FILE") }
        let rules = try JSON.decode([String: CrossOriginRules].self, from: try read(path))
        let policies = try rules.mapValues { rules in try CrossOriginPolicy(rules) }
        var server = Server()
        for (name, policy) in policies { server.route("/\(name)", policy: policy, routes) }
        let counter = Counter()
        server.onGateDecision = { event in
            if event.layer == .preflight { counter.counts.withLock { $0[event.path, default: 0] += 1 } }
        }
        server.get("/preflights") { _ in .json(try JSON.encode(counter.counts.withLock { $0 })) }
        server.post("/judge") { request in
            let stated = try JSON.decode([Facts].self, from: request.body)
            let host = request.headers["host"]
            return .json(try JSON.encode(stated.map { facts in policies[facts.policy].map { judge(facts, $0, host: host) } }))
        }
        return server
    }

    private static func judge(_ facts: Facts, _ policy: CrossOriginPolicy, host: String?) -> Verdict {
        let verdict = policy.judge(
            CrossOriginRequest(
                method: facts.method, origins: facts.origin.map { [$0] } ?? [], requestedMethod: facts.asked,
                requestedHeaders: facts.fields.map { [$0] } ?? [], isUpgrade: facts.isUpgrade, host: host))
        let fields = Dictionary(verdict.fields.list.map { ($0.name.lowercased(), $0.value) }, uniquingKeysWith: { "\($0), \($1)" })
        return Verdict(action: verdict.action.rawValue, fields: fields, reason: verdict.refusal?.reason.rawValue)
    }

    /// `/200`, `/401`, `/404`, `/500` and `/thrown` for the usual methods, and `/socket`; any other method or path is an error of the server's.
    private static func routes(_ group: inout RouteGroup) {
        for method in [HTTPMethod.get, .post, .put, .patch, .delete] {
            for status in [200, 401, 404, 500] {
                group.on(method, "/\(status)") { _ in
                    Response(status: HTTPStatus(status), headers: [("X-Shown", "1"), ("X-Other", "2")], body: Array("seen".utf8))
                }
            }
            group.on(method, "/thrown") { _ in throw Unreadable(description: "as asked") }
        }
        group.webSocket("/socket") { $0.send("open") }
    }

    private static func read(_ path: String) throws -> [UInt8] {
        guard let file = fopen(path, "r") else { throw Unreadable(description: "`\(path)` cannot be read") }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = fread(&bytes, 1, bytes.count, file)
        return Array(bytes.prefix(count))
    }
}
