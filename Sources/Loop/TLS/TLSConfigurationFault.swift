/// One thing that is wrong with a TLS configuration, or one that will soon be.
package struct TLSConfigurationFault: Error, Sendable, CustomStringConvertible {
    /// A stable kebab-case code.
    package let code: String
    /// What is wrong, with the offending value.
    package let reason: String
    /// What mends it.
    package let mend: String

    init(_ code: String, _ reason: String, _ mend: String) {
        self.code = code
        self.reason = reason
        self.mend = mend
    }

    package var description: String { "\(code): \(reason); \(mend)" }
}
