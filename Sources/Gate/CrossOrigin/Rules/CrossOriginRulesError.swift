/// Everything that is wrong with a set of rules, all at once.
public struct CrossOriginRulesError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The faults, in the order of the rules; at least one.
    public let faults: [CrossOriginFault]

    /// A heading and one line for each fault.
    public var description: String {
        let heading = faults.count == 1 ? "The cross-origin rules have a fault:" : "The cross-origin rules have \(faults.count) faults:"
        return ([heading] + faults.map { "  \($0)" }).joined(separator: "\n")
    }
}
