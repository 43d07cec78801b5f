/// Everything that is wrong with a TLS configuration and the files it names.
package struct TLSConfigurationError: Error, Sendable, CustomStringConvertible {
    package let faults: [TLSConfigurationFault]

    package var description: String { faults.map(\.description).joined(separator: "\n") }
}
