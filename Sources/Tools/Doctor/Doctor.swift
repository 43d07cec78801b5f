package import WayleaveBrowserModel

/// Walks a deployed path as a page would, and says what stands in the way (Documentation/Doctor.md).
package enum Doctor {
    /// Examines over the network; blocks the thread that calls it.
    package static func examine(
        _ question: Question, limits: ProbeLimits = ProbeLimits(), network: NetworkOptions = NetworkOptions()
    ) -> Report {
        examine(question, sender: Prober(limits: limits, network: network))
    }

    /// What browsers make of the page's call alone, with what was sent for it; blocks the thread that calls it.
    package static func verdicts(
        _ question: Question, limits: ProbeLimits = ProbeLimits(), network: NetworkOptions = NetworkOptions()
    ) -> (verdicts: [BrowserVerdict], records: [Record]) {
        var walk = Walk(question, sender: Prober(limits: limits, network: network))
        walk.driveCall()
        return (walk.evidence.verdicts, walk.evidence.records)
    }

    /// Examines what `sender` answers: a recording, or a test.
    package static func examine(_ question: Question, sender: any ProbeSender) -> Report {
        let started = MonotonicClock.milliseconds
        var walk = Walk(question, sender: sender)
        let evidence = walk.run()
        return Report(evidence, findings: Examination.findings(evidence), milliseconds: MonotonicClock.milliseconds - started)
    }
}
