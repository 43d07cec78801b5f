public import Testing
internal import WayleaveBrowserModel
internal import WayleaveDoctor
public import WayleaveHTTPWire

/// Expects that a page on `origin` may make this call and read the answer, in Chromium, in Firefox and by the standard's letter in Safari.
///
/// ```swift
/// try await expectCrossOrigin(server, "/api/data", from: "https://app.example.com", allows: .put, headers: ["content-type": "application/json"])
/// ```
/// The requests that browsers would send are really sent, preflights first.
/// - Parameters:
///   - target: a ``Server``, which is started for the purpose, one that runs, or an address.
///   - path: where on it.
///   - origin: the page's, as browsers write it; `null` for a page without one.
///   - method: what the page calls with.
///   - headers: what the page sets besides.
///   - credentials: whether the call includes cookies.
/// - Throws: what starting the server throws, and ``CrossOriginQuestionError``.
public func expectCrossOrigin(
    _ target: some CrossOriginTarget, _ path: String = "/", from origin: String, allows method: HTTPMethod = .get,
    headers: [String: String] = [:], credentials: Bool = false, sourceLocation: SourceLocation = #_sourceLocation
) async throws {
    let outcomes = try await Outcome.all(target, path, origin, method, headers, credentials, .fetch)
    for outcome in outcomes where !outcome.isAllowed {
        Issue.record("\(outcome.browser) refuses \(method) \(path) to \(origin): \(outcome.why)", sourceLocation: sourceLocation)
    }
}

/// Expects that no browser lets a page on `origin` read the answer to this call.
///
/// - Throws: what starting the server throws, and ``CrossOriginQuestionError``.
public func expectCrossOrigin(
    _ target: some CrossOriginTarget, _ path: String = "/", from origin: String, refuses method: HTTPMethod,
    headers: [String: String] = [:], credentials: Bool = false, sourceLocation: SourceLocation = #_sourceLocation
) async throws {
    let outcomes = try await Outcome.all(target, path, origin, method, headers, credentials, .fetch)
    for outcome in outcomes where outcome.isAllowed {
        Issue.record("\(outcome.browser) lets \(origin) read \(method) \(path)", sourceLocation: sourceLocation)
    }
}

/// Expects that a page on `origin` can, or cannot, open a WebSocket here.
///
/// - Throws: what starting the server throws, and ``CrossOriginQuestionError``.
public func expectWebSocket(
    _ target: some CrossOriginTarget, _ path: String, from origin: String, opens: Bool = true,
    sourceLocation: SourceLocation = #_sourceLocation
) async throws {
    let outcomes = try await Outcome.all(target, path, origin, .get, [:], true, .webSocket)
    for outcome in outcomes where outcome.isAllowed != opens {
        let what = opens ? "cannot open a WebSocket at \(path): \(outcome.why)" : "opens a WebSocket at \(path)"
        Issue.record("\(outcome.browser): a page on \(origin) \(what)", sourceLocation: sourceLocation)
    }
}

/// Expects that the doctor finds nothing of weight: strangers, caches, errors and handshakes included (Documentation/Doctor.md).
///
/// - Throws: what starting the server throws, and ``CrossOriginQuestionError``.
public func expectNoFindings(
    _ target: some CrossOriginTarget, _ path: String = "/", from origin: String, through client: CrossOriginClient = .fetch,
    method: HTTPMethod = .get, credentials: Bool = false, sourceLocation: SourceLocation = #_sourceLocation
) async throws {
    let report = try await target.withAddress { address in
        Doctor.examine(try Outcome.question(address + path, origin, method, [:], credentials, client))
    }
    for finding in report.findings where finding.severity >= .medium {
        let lines = ["\(finding.id) \(finding.title): \(finding.cause)"] + finding.evidence + [finding.mend]
        Issue.record("\(lines.filter { !$0.isEmpty }.joined(separator: "\n"))", sourceLocation: sourceLocation)
    }
}
