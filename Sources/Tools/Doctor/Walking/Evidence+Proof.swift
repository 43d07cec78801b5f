import WayleaveBrowserModel

extension Evidence {
    /// An exchange as a line of evidence: what was sent, the status, and these headers of the answer.
    func proof(_ role: Role, _ names: String...) -> String {
        guard let record = record(role) else { return "(not asked)" }
        return Evidence.proof(record, names)
    }

    /// The same of the exchange at fault.
    static func proof(_ record: Record, _ names: [String]) -> String {
        let (probe, answer) = (record.probe, record.answer)
        let origin = probe.headers.combined("Origin").map { " from \($0)" } ?? " without Origin"
        let what = probe.isHandshake ? "handshake" : probe.method
        let path = WebURL(probe.url).map { $0.path + ($0.query.map { "?" + $0 } ?? "") } ?? probe.url
        guard answer.hasHead else { return "\(what) \(path)\(origin) → \(answer.failure?.text ?? "no answer")" }
        let lines = names.flatMap { name -> [String] in
            let values = answer.headers.values(name)
            return values.isEmpty ? ["no \(name)"] : values.map { "\(name): \($0)" }
        }
        return "\(what) \(path)\(origin) → \(answer.status)" + lines.map { "; \($0)" }.joined()
    }

    /// The fault of the CORS check that stops the page's call, and at which answer.
    var corsFault: (fault: CORSFault, stage: CORSStage)? {
        for name in [BrowserName.chromium, .firefox] {
            if case .cors(let fault, let stage)? = reason(in: name) { return (fault, stage) }
        }
        return nil
    }

    /// The exchange at which the page's call fails.
    func culprit(_ stage: CORSStage) -> Record? {
        switch stage {
        case .preflight:
            return records.last { $0.probe.method == "OPTIONS" && $0.role.isOfCall } ?? record(.preflight)
        case .redirect, .response:
            return records.last { $0.probe.method != "OPTIONS" && !$0.probe.isHandshake && $0.role.isOfCall && $0.answer.hasHead }
                ?? record(.actual)
        }
    }

    /// The line of evidence for a fault of the CORS check.
    func proof(at stage: CORSStage) -> String {
        guard let record = culprit(stage) else { return "(not asked)" }
        return Evidence.proof(
            record, ["Access-Control-Allow-Origin"] + (includesCredentials ? ["Access-Control-Allow-Credentials"] : []))
    }

    /// Whether some other answer of this server lets the page read it, so that there is a policy.
    var hasPolicyElsewhere: Bool {
        records.contains { record in
            guard record.probe.headers.combined("Origin") == origin, record.role != .actual, record.role != .page else { return false }
            if case .hop = record.role { return false }
            if case .again = record.role { return false }
            if case .sibling = record.role { return false }
            return isReadable(record.answer)
        }
    }

    /// Whether the page's call meets an error that hides behind CORS although the server has a policy.
    var hidesError: Bool {
        guard let actual, actual.status >= 400, fault(actual) != nil, actual["Access-Control-Allow-Origin"] != "*" else { return false }
        return hasPolicyElsewhere
    }

    /// Whether the answer may be kept by caches, by what it says of itself.
    static func isCacheable(_ answer: ProbeAnswer?) -> Bool {
        guard let answer else { return false }
        let control = answer["Cache-Control"]?.lowercased() ?? ""
        if control.contains("no-store") || control.contains("private") || control.contains("no-cache") { return false }
        return control.contains("max-age") || control.contains("public") || answer["ETag"] != nil || answer["Last-Modified"] != nil
            || answer["Expires"] != nil
    }

    /// Whether the answer asks caches to stay out.
    static func isUncacheable(_ answer: ProbeAnswer?) -> Bool {
        let control = answer?["Cache-Control"]?.lowercased() ?? ""
        return control.contains("no-store") || control.contains("private")
    }

    /// Severity of letting a stranger in: by whether the user's credentials come along.
    static func severity(of answer: ProbeAnswer, _ with: Severity, _ without: Severity) -> Severity {
        allowsCredentials(answer) ? with : without
    }

    /// The observation that a foreign origin is let in.
    func admitted(_ foreign: ForeignOrigin, _ with: Severity, _ without: Severity) -> Observation? {
        guard let answer = admission(of: foreign) else { return admittedByHandshake(foreign, with) }
        let role = self[.from(foreign)] == answer ? Role.from(foreign) : .preflightFrom(foreign)
        return Observation(
            proof(role, "Access-Control-Allow-Origin", "Access-Control-Allow-Credentials"),
            severity: Evidence.severity(of: answer, with, without))
    }

    /// The same on the WebSocket's handshake, where it matters if everybody else is turned away.
    private func admittedByHandshake(_ foreign: ForeignOrigin, _ with: Severity) -> Observation? {
        guard opens(.foreign(foreign)), !opens(.foreign(.evil)), foreign != .evil else { return nil }
        return Observation(proof(.handshake(.foreign(foreign))), severity: with, topic: .upgradeOrigin)
    }

    /// A header's elements in lower case.
    static func names(_ header: String, _ answer: ProbeAnswer?) -> [String] {
        (answer?[header] ?? "").split(separator: ",").map { $0.trimmingSpaces.lowercased() }.filter { !$0.isEmpty }
    }

    /// The Chromium reason of a failed handshake, in its words.
    var handshakeRefusal: String? {
        if case .handshake(let why)? = reason(in: .chromium) { return why }
        return nil
    }

    /// Whether a login page or an identity provider stands in the way: the address it sends to.
    static func login(_ answer: ProbeAnswer?) -> String? {
        guard let answer, (300..<400).contains(answer.status), let location = answer["Location"] else { return nil }
        let lower = location.lowercased()
        let signs = ["login", "signin", "sign-in", "oauth", "authorize", "/auth", "sso", "saml", "accounts.google", "openid"]
        return signs.contains(where: lower.contains) ? location : nil
    }

    /// Whether the answer is a page for people.
    static func isHTML(_ answer: ProbeAnswer?) -> Bool {
        guard let answer else { return false }
        let text = answer.text.prefix(200).lowercased()
        return answer["Content-Type"]?.lowercased().contains("text/html") == true || text.contains("<!doctype html")
            || text.contains("<html")
    }
}

extension Evidence {
    /// Whether an error to a preflight is the policy's own "no" to the origin, not somebody else's.
    func looksLikeRefusal(_ preflight: ProbeAnswer) -> Bool {
        guard [400, 403].contains(preflight.status) else { return false }
        let text = preflight.text.lowercased()
        return text.contains("cors") || text.contains("origin") || Evidence.varies(preflight)
    }

    /// An answer that shows that there is a policy for the page's origin.
    var witnessOfPolicy: String {
        let record = records.first { record in
            record.probe.headers.combined("Origin") == origin && record.role != .actual && isReadable(record.answer)
        }
        return record.map { Evidence.proof($0, ["Access-Control-Allow-Origin"]) } ?? ""
    }

    /// An answer made for one origin that another was handed, if there is one.
    var mixedUp: String? {
        let evil = "https://evil.example"
        for role in [Role.actual, .again(1), .again(2), .again(3)] {
            guard let answer = self[role] else { continue }
            if Evidence.allows(answer, evil) { return proof(role, "Access-Control-Allow-Origin", "Age", "X-Cache") }
            if role != .actual, Evidence.isFromCache(answer), isReadable(actual), !isReadable(answer) {
                return proof(role, "Access-Control-Allow-Origin", "Age", "X-Cache")
            }
        }
        if let fresh = self[.fresh], fresh.hasHead, !Evidence.allows(fresh, origin), Evidence.allows(self[.from(.evil)], origin) {
            return proof(.from(.evil), "Access-Control-Allow-Origin", "Age", "X-Cache")
        }
        return nil
    }

    /// Whether page and target share a host, whatever the scheme and port.
    var isOnTargetHost: Bool { question.page.host == url.host && !url.isLoopback || isSameOrigin }

    /// How many redirects of the call were followed.
    var hopCount: Int { records.count { $0.role.isOfCall && (300..<400).contains($0.answer.status) && $0.answer["Location"] != nil } }
}
