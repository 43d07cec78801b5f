package import WayleaveBrowserModel

/// All that a walk brought home; the checks read it.
package struct Evidence: Sendable {
    /// What was asked, its kind found out.
    package internal(set) var question: Question
    /// The exchanges, in the order they took place.
    package internal(set) var records: [Record] = []
    /// What each browser does with the page's call.
    package internal(set) var verdicts: [BrowserVerdict] = []
    /// What serves there, the outermost first.
    package internal(set) var software: [ServerSoftware] = []
    /// How long the idle WebSocket was held, and whether it was cut.
    var idle: IdleReport?

    init(_ question: Question) { self.question = question }

    // MARK: Looking up

    /// The answer of a role; `nil` when it was not asked, or not sent.
    subscript(_ role: Role) -> ProbeAnswer? { record(role)?.answer }

    /// The exchange of a role; `nil` when it was not asked, or not sent.
    func record(_ role: Role) -> Record? { records.first { $0.role == role && !$0.answer.wasNotSent } }

    var actual: ProbeAnswer? { self[.actual] }
    var preflight: ProbeAnswer? { self[.preflight] }
    var origin: String { question.origin }
    var url: WebURL { question.url }
    var kind: TargetKind { question.kind }
    var includesCredentials: Bool { question.credentials }

    /// Whether page and target are one origin, so that nothing of CORS applies.
    var isSameOrigin: Bool { question.page.origin.isSame(as: url.asHTTP.origin) }
    /// Whether page and target are of one site.
    var isSameSite: Bool { question.page.isSameSite(as: url.asHTTP, withScheme: false) }

    // MARK: Judging

    /// What the CORS check finds wrong with an answer to the page's origin.
    func fault(_ answer: ProbeAnswer) -> CORSFault? {
        BrowserProfile.corsFault(answer.headers, origin: origin, includesCredentials: includesCredentials)
    }

    /// Whether an answer lets the page read it.
    func isReadable(_ answer: ProbeAnswer?) -> Bool {
        guard let answer, answer.hasHead else { return false }
        return fault(answer) == nil
    }

    /// Whether the answer names the origin that asked, or everybody.
    static func allows(_ answer: ProbeAnswer?, _ origin: String) -> Bool {
        guard let value = answer?["Access-Control-Allow-Origin"] else { return false }
        return value == origin
    }

    /// Whether credentials are allowed.
    static func allowsCredentials(_ answer: ProbeAnswer?) -> Bool { answer?["Access-Control-Allow-Credentials"] == "true" }

    /// Whether `Vary` names a request header, or everything.
    static func varies(_ answer: ProbeAnswer?, by name: String = "origin") -> Bool {
        let names = (answer?["Vary"] ?? "").split(separator: ",").map { $0.trimmingSpaces.lowercased() }
        return names.contains(name) || names.contains("*")
    }

    /// Why the page's call fails in a browser; `nil` when it succeeds.
    func reason(in browser: BrowserName = .chromium) -> BlockReason? {
        guard let verdict = verdicts.first(where: { $0.browser == browser }), !verdict.isAllowed else { return nil }
        return verdict.steps.flatMap(\.findings).compactMap(\.reason).first
    }

    /// Whether some browser fails for a reason of this kind: the reason and the browser.
    func reason(_ matches: (BlockReason) -> Bool) -> BlockReason? {
        for browser in [BrowserName.chromium, .firefox] {
            if let reason = reason(in: browser), matches(reason) { return reason }
        }
        return nil
    }

    /// What each browser prints about the page's call.
    var consoleLines: [(browser: BrowserName, line: String)] {
        verdicts.compactMap { verdict in
            let findings = verdict.steps.flatMap(\.findings)
            guard let finding = findings.first(where: { $0.reason != nil }) ?? findings.first else { return nil }
            let codes = finding.codes.isEmpty ? "" : " [\(finding.codes.joined(separator: ", "))]"
            return (verdict.browser, (finding.console ?? finding.text) + codes)
        }
    }

    // MARK: Origins let in

    /// The answer to a foreign origin, from the call or, where that says nothing, from a preflight.
    func answer(to foreign: ForeignOrigin) -> ProbeAnswer? { self[.from(foreign)] ?? self[.preflightFrom(foreign)] }

    /// Whether a foreign origin is let in by name: the answer that does it.
    func admission(of foreign: ForeignOrigin) -> ProbeAnswer? {
        guard let value = foreign.value(trusted: origin) else { return nil }
        for role in [Role.from(foreign), .preflightFrom(foreign)] {
            if let answer = self[role], Evidence.allows(answer, value) { return answer }
        }
        return nil
    }

    /// Whether the answer depends on who asks: another origin, or none, gets another `Access-Control-Allow-Origin`.
    var isDynamic: Bool {
        guard let own = actual?["Access-Control-Allow-Origin"] else { return false }
        let others = [self[.from(.evil)], self[.from(.null)], self[.withoutOrigin], self[.fresh]].compactMap { $0 }.filter(\.hasHead)
        return own != "*" && others.contains { $0["Access-Control-Allow-Origin"] != own }
    }

    /// Whether anything says that an answer came out of a shared cache.
    static func isFromCache(_ answer: ProbeAnswer?) -> Bool {
        guard let answer else { return false }
        if let age = answer["Age"], Int(age).map({ $0 > 0 }) ?? false { return true }
        return ["X-Cache", "X-Cache-Status", "CF-Cache-Status", "X-Proxy-Cache", "X-Varnish-Cache", "Cache-Status"].contains {
            answer[$0]?.lowercased().contains("hit") == true
        }
    }
}
