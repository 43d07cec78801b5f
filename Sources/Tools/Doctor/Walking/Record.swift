/// An exchange of a walk.
package struct Record: Sendable, Hashable {
    /// What it was for.
    package let role: Role
    /// What was sent.
    package let probe: Probe
    /// What came back.
    package let answer: ProbeAnswer
}
