import WayleaveBrowserModel

/// A step of the path.
package struct ReportStep: Sendable {
    /// How a step went.
    package enum Status: String, Sendable {
        /// Nothing of medium severity or above.
        case ok
        /// Something of medium severity or above.
        case failed
        /// Not asked.
        case skipped
    }

    /// Where on the path it is.
    package let stage: Stage
    /// How it went.
    package let status: Status
    /// The exchange that shows it best.
    package let record: Record?
    /// What is to be said of it in a few words.
    package let detail: String
    /// The names of what was found there.
    package let findings: [String]

    /// The name in reports for programs.
    package var id: String { "\(stage)" }

    static func all(_ evidence: Evidence, _ findings: [Finding]) -> [ReportStep] {
        Stage.allCases.compactMap { stage in
            let here = findings.filter { $0.stage == stage }
            let records = records(of: stage, evidence)
            // Steps that such an address does not have are left out.
            guard !records.isEmpty || !here.isEmpty || isAlwaysTold(stage, evidence) else { return nil }
            let isBad = here.contains { $0.severity >= .medium }
            let status: Status = isBad ? .failed : records.isEmpty ? .skipped : .ok
            return ReportStep(
                stage: stage, status: status, record: records.first, detail: StepDetail.text(stage, records, evidence),
                findings: here.map(\.id))
        }
    }

    private static func isAlwaysTold(_ stage: Stage, _ evidence: Evidence) -> Bool {
        switch stage {
        case .reach: true
        case .response: evidence.kind != .websocket
        case .handshake: evidence.kind == .websocket
        default: false
        }
    }

    private static func records(of stage: Stage, _ evidence: Evidence) -> [Record] {
        evidence.records.filter { record in
            switch (stage, record.role) {
            case (.page, .page): true
            case (.reach, let role): role.isOfCall
            case (.preflight, .preflight): true
            case (.redirect, .hop): true
            case (.response, .actual): true
            case (.session, .poll), (.session, .sessionUpgrade), (.session, .negotiate), (.session, .connect), (.session, .oldPolling): true
            case (.handshake, .handshake): true
            case (.cookies, let role): role.isOfCall && record.answer["Set-Cookie"] != nil
            case (.strangers, .from), (.strangers, .preflightFrom), (.strangers, .forwarded), (.strangers, .disguised),
                (.strangers, .greedyPreflight):
                true
            case (.errors, .notFound), (.errors, .unauthenticated): true
            case (.caches, .withoutOrigin), (.caches, .again), (.caches, .conditional), (.caches, .fresh): true
            default: false
            }
        }
    }
}
