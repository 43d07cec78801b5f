/// Looks for one fault in what a walk brought home.
protocol Check: Sendable {
    /// The fault.
    static var diagnosis: Diagnosis { get }

    /// What was seen of the fault; `nil` when it is not there.
    static func examine(_ evidence: Evidence) -> Observation?
}
