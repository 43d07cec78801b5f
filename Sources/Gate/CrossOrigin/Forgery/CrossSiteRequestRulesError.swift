/// Everything that is wrong with a set of ``CrossSiteRequestRules``, all at once.
public struct CrossSiteRequestRulesError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The faults, in the order of the rules; at least one.
    public let faults: [CrossSiteRequestFault]

    /// One line for each fault.
    public var description: String { faults.map(\.description).joined(separator: "\n") }
}
