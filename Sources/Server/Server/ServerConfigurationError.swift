/// Everything that is wrong with a server's configuration, found before it starts to listen.
public struct ServerConfigurationError: Error, Sendable, CustomStringConvertible {
    /// One fault: what is wrong and what mends it.
    public struct Fault: Sendable, CustomStringConvertible {
        /// A stable kebab-case code.
        public let code: String
        /// What is wrong, with the offending value.
        public let reason: String
        /// What mends it.
        public let mend: String

        package init(_ code: String, _ reason: String, _ mend: String) {
            self.code = code
            self.reason = reason
            self.mend = mend
        }

        public var description: String { "\(code): \(reason); \(mend)" }
    }

    /// All faults, in the order they were found.
    public let faults: [Fault]

    package init(_ faults: [Fault]) { self.faults = faults }

    public var description: String { faults.map(\.description).joined(separator: "\n") }
}
