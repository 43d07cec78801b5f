import WayleaveBrowserModel

/// Runs all checks over what a walk brought home, and orders what they found.
enum Examination {
    static func findings(_ evidence: Evidence) -> [Finding] {
        var observed: [(diagnosis: Diagnosis, observation: Observation)] = []
        for check in Catalogue.checks {
            guard let observation = check.examine(evidence) else { continue }
            observed.append((check.diagnosis, observation))
        }
        let ids = Set(observed.map(\.diagnosis.id))
        let severities = Dictionary(
            observed.map { ($0.diagnosis.id, $0.observation.severity ?? $0.diagnosis.severity) }, uniquingKeysWith: { first, _ in first })
        var absorbed: [String: String] = [:]
        for (diagnosis, _) in observed {
            for id in diagnosis.absorbs where ids.contains(id) && absorbed[id] == nil && absorbed[diagnosis.id] != id {
                // A remark explains no fault away.
                guard (severities[diagnosis.id] ?? .info) > .info || (severities[id] ?? .info) == .info else { continue }
                absorbed[id] = diagnosis.id
            }
        }
        // What is absorbed by something that is itself absorbed belongs to the root.
        for id in absorbed.keys {
            var root = absorbed[id] ?? id
            for _ in 0..<8 { root = absorbed[root] ?? root }
            absorbed[id] = root
        }
        let findings = observed.filter { absorbed[$0.diagnosis.id] == nil }.map { diagnosis, observation in
            finding(diagnosis, observation, evidence, folded: absorbed.filter { $0.value == diagnosis.id }.map(\.key).sorted())
        }
        // Swift's sort is stable: within a severity and stage the catalogue's order stays.
        return findings.sorted { ($1.severity, $0.stage) < ($0.severity, $1.stage) }
    }

    private static func finding(
        _ diagnosis: Diagnosis, _ observation: Observation, _ evidence: Evidence, folded: [String]
    ) -> Finding {
        let mend = observation.mend ?? diagnosis.mend
        let topic = observation.topic ?? diagnosis.topic
        let recipe = topic.flatMap { Mends.recipe($0, evidence) }
        // Of a client that begins with calls, the sentences are about its calls.
        let isAboutCall = diagnosis.blocks && (diagnosis.stage != .handshake || evidence.kind == .websocket)
        // Safari's rules are known from its documentation, its sentences were never measured: none is put into its mouth.
        let measured = isAboutCall ? evidence.consoleLines.filter { $0.browser != .safari } : []
        let lines = measured.map { Finding.Browser(name: $0.browser.rawValue, line: $0.line) }
        return Finding(
            id: diagnosis.id, severity: observation.severity ?? diagnosis.severity, stage: diagnosis.stage,
            title: observation.title ?? diagnosis.title, symptom: diagnosis.symptom, cause: observation.cause ?? diagnosis.cause,
            evidence: observation.proof, mend: [mend, recipe].compactMap { $0 }.joined(separator: "\n\n"), browsers: lines,
            retest: evidence.question.command, folded: folded)
    }
}
