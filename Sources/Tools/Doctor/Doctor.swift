/// Walks a deployed path as a page would, and says what stands in the way (Documentation/Doctor.md).
package enum Doctor {
    /// Examines over the network; blocks the thread that calls it.
    package static func examine(
        _ question: Question, limits: ProbeLimits = ProbeLimits(), network: NetworkOptions = NetworkOptions()
    ) -> Report {
        examine(question, sender: Prober(limits: limits, network: network))
    }

    /// Examines what `sender` answers: a recording, or a test.
    package static func examine(_ question: Question, sender: any ProbeSender) -> Report {
        let started = MonotonicClock.milliseconds
        var walk = Walk(question, sender: sender)
        let evidence = walk.run()
        return Report(evidence, findings: Examination.findings(evidence), milliseconds: MonotonicClock.milliseconds - started)
    }
}
