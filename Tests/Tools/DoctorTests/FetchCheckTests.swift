import Testing
import WayleaveBrowserModel

@testable import WayleaveDoctor

/// A fault, and the name that must come first.
struct Planted: CustomTestStringConvertible, Sendable {
    let id: String
    let what: String
    var url = "https://api.example.net/data"
    var question: @Sendable (inout Question) -> Void = { _ in }
    let fault: CannedServer.Fault
    var testDescription: String { "\(id): \(what)" }

    init(
        _ id: String, _ what: String, url: String = "https://api.example.net/data",
        _ question: @Sendable @escaping (inout Question) -> Void = { _ in }, fault: @escaping CannedServer.Fault
    ) {
        (self.id, self.what, self.url, self.question, self.fault) = (id, what, url, question, fault)
    }
}

@Sendable func withCredentials(_ question: inout Question) { question.includesCredentials = true }
@Sendable func put(_ question: inout Question) { question.method = "PUT" }
@Sendable func token(_ question: inout Question) { question.headers.append("Authorization", "Bearer x") }

/// Lets an origin in by name, as a reflecting server does.
func reflect(_ matches: @Sendable @escaping (String) -> Bool) -> CannedServer.Fault {
    { probe, answer in
        guard let origin = probe.origin, matches(origin), !probe.isHandshake else { return }
        answer.allow(origin)
        answer.set("Access-Control-Allow-Credentials", "true")
    }
}

@Suite("Each planted fault is named first, and not in the server without it", .serialized)
struct FetchCheckTests {
    static let responses: [Planted] = [
        Planted("A1", "no CORS headers at all") { _, answer in
            answer.allow(nil)
            answer.set("Vary", nil)
        },
        Planted("A2", "OPTIONS is not routed", put) { probe, answer in
            if probe.method == "OPTIONS" { answer = ProbeAnswer(405, ["Allow": "GET, PUT"]) }
        },
        Planted("A3", "`*` with credentials", withCredentials) { probe, answer in answer.allow("*") },
        Planted("A4", "two lines") { _, answer in answer.headers.append("Access-Control-Allow-Origin", "*") },
        Planted("A4", "a list in one line") { probe, answer in
            if probe.isFromPage { answer.allow("https://app.example.com, https://b.example") }
        },
        Planted("A5", "no scheme") { _, answer in answer.allow("app.example.com") },
        Planted("A6", "a slash at the end") { _, answer in answer.allow("https://app.example.com/") },
        Planted("A8", "True", withCredentials) { _, answer in answer.set("Access-Control-Allow-Credentials", "True") },
        Planted("A10", "a password in the redirect") { probe, answer in
            if probe.path == "/data" {
                answer.status = 302
                answer.set("Location", "https://u:p@api.example.net/other")
            }
        },
        Planted("A7", "a redirect from one stranger to another") { probe, answer in
            if probe.path == "/data" {
                answer.status = 302
                answer.set("Location", "https://other.example.org/x")
            }
        },
        Planted("B1", "405 with good headers", put) { probe, answer in if probe.method == "OPTIONS" { answer.status = 405 } },
        Planted("B2", "a slash is added", put) { probe, answer in
            if probe.method == "OPTIONS" {
                answer.status = 301
                answer.set("Location", "https://api.example.net/data/")
            }
        },
        Planted("B3", "spaces for commas", put) { probe, answer in
            if probe.method == "OPTIONS" { answer.set("Access-Control-Allow-Methods", "GET PUT") }
        },
        Planted("B4", "PATCH is missing", { $0.method = "PATCH" }, fault: { _, _ in }),
        Planted("B5", "a header is missing", { $0.headers.append("X-Tenant-Id", "1") }, fault: { _, _ in }),
        Planted("B6", "`*` for Authorization", token) { probe, answer in
            if probe.method == "OPTIONS" { answer.set("Access-Control-Allow-Headers", "*") }
        },
        Planted("B7", "OPTIONS is dropped", put) { probe, answer in
            if probe.method == "OPTIONS" {
                answer = ProbeAnswer()
                answer.failure = .closed("reset")
            }
        },
        Planted("C2", "SameSite=Lax", withCredentials) { _, answer in answer.set("Set-Cookie", "s=1; SameSite=Lax; Secure") },
        Planted("C3", "None without Secure", withCredentials) { _, answer in answer.set("Set-Cookie", "s=1; SameSite=None") },
        Planted("C6", "a foreign Domain", withCredentials) { _, answer in
            answer.set("Set-Cookie", "s=1; Domain=example.com; SameSite=None; Secure")
        },
        Planted("C9", "the 401 is bare", token) { probe, answer in
            if !probe.headers.contains("Authorization"), probe.method == "GET", probe.path == "/data" { answer = ProbeAnswer(401) }
        },
        Planted("C11", "the preflight is asked to log in", token) { probe, answer in
            if probe.method == "OPTIONS" { answer = ProbeAnswer(401, ["WWW-Authenticate": "Bearer"]) }
        },
        Planted("D1", "Link is not exposed") { _, answer in answer.set("Link", "<x>; rel=next") },
        Planted("D1", "`*` exposes nothing", withCredentials) { _, answer in answer.set("Access-Control-Expose-Headers", "*") },
        Planted("D4", "the 404 is bare") { probe, answer in if answer.status == 404 { answer.allow(nil) } },
        Planted("D4", "the 500 is bare") { probe, answer in
            if probe.path == "/data", probe.method == "GET" { answer = ProbeAnswer(500, body: "oops") }
        },
        Planted("J5", "the certificate is for another name") { _, answer in
            answer = ProbeAnswer()
            answer.failure = .tls("no alternative certificate subject name matches")
        },
        Planted("J2", "plain http", url: "http://api.example.net/data") { _, _ in },
        Planted("J8", "a bad port", url: "https://api.example.net:6666/data") { _, _ in },
        Planted("J13", "431") { probe, answer in if probe.method == "GET" { answer = ProbeAnswer(431) } },
        Planted("J19", "a login page", put) { probe, answer in
            answer = ProbeAnswer(302, ["Location": "https://login.example.org/oauth/authorize?x=1"])
        },
        Planted("J20", "a cold start") { probe, answer in
            if probe.path == "/data", probe.method == "GET", probe.isFromPage, !ColdStart.isWarm { answer = ProbeAnswer(503) }
        },
    ]

    @Test("In the answer, the preflight, cookies and errors", arguments: responses)
    func response(_ planted: Planted) {
        ColdStart.start()
        let report = CannedServer { probe, answer in
            planted.fault(probe, &answer)
            ColdStart.count(probe)
        }
        .report(planted.url, planted.question)
        #expect(report.findings.first?.id == planted.id, "\(report.findings.map(\.id))")
    }

    @Test("A server without a fault has no finding of weight, whatever is asked of it")
    func right() {
        let questions: [(inout Question) -> Void] = [{ _ in }, withCredentials, put, token, { $0.method = "POST" }]
        for question in questions {
            let report = CannedServer().report("https://api.example.net/data", question)
            #expect(report.findings.filter { $0.severity >= .medium }.map(\.id) == [])
            #expect(report.steps.allSatisfy { $0.status != .failed })
        }
    }

    @Test("What changes something is asked for and not sent, unless told to")
    func unsafeRequests() {
        let careful = CannedServer()
        _ = careful.report("https://api.example.net/data") { $0.method = "DELETE" }
        #expect(!careful.probes.contains { $0.method == "DELETE" })
        let bold = CannedServer()
        _ = bold.report("https://api.example.net/data") {
            $0.method = "DELETE"
            $0.sendsUnsafeRequests = true
        }
        #expect(bold.probes.contains { $0.method == "DELETE" })
    }

    @Test("Preflights are a browser's, byte for byte: sorted names, no spaces, no cookie")
    func preflightBytes() {
        let server = CannedServer()
        _ = server.report("https://api.example.net/data") { question in
            question.headers = ["X-Zed": "1", "Authorization": "x", "Content-Type": "application/json", "Cookie": "a=b"]
            question.includesCredentials = true
        }
        let preflight = server.probes.first { $0.method == "OPTIONS" }
        #expect(preflight?.headers.combined("Access-Control-Request-Headers") == "authorization,content-type,x-zed")
        #expect(preflight?.headers.contains("Cookie") == false)
        #expect(preflight?.headers.contains("Authorization") == false)
        #expect(server.probes.contains { $0.method == "GET" && $0.headers.combined("Cookie") == "a=b" })
    }
}

/// The state of a server that fails once.
enum ColdStart {
    nonisolated(unsafe) private static var answered = 0
    static func start() { answered = 0 }
    static var isWarm: Bool { answered > 0 }
    static func count(_ probe: Probe) { if probe.method == "GET", probe.isFromPage { answered += 1 } }
}
