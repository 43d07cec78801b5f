/// Everything that is wrong with a ``CredentialsCookie``, all at once.
public struct CredentialsCookieError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The faults; at least one.
    public let faults: [CredentialsCookieFault]

    /// One line for each fault.
    public var description: String { faults.map(\.description).joined(separator: "\n") }
}
