/// Everything that is wrong with a server's configuration, found before it starts to listen.
public struct ServerConfigurationError: Error, Sendable, CustomStringConvertible {
    /// One fault: what is wrong and what mends it.
    public struct Fault: Sendable, CustomStringConvertible {
        /// A stable kebab-case code.
        public let code: String
        public let reason: String
        public let mend: String

        package init(_ code: String, _ reason: String, _ mend: String) {
            self.code = code
            self.reason = reason
            self.mend = mend
        }

        public var description: String { "\(code): \(reason); \(mend)" }
    }

    public let faults: [Fault]

    package init(_ faults: [Fault]) { self.faults = faults }

    public var description: String { faults.map(\.description).joined(separator: "\n") }
}
