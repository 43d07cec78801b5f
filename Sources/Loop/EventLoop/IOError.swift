internal import CLibUV

/// A failed operating-system call: which one, on what, and the system's own words.
public struct IOError: Error, Sendable, CustomStringConvertible {
    /// The system's error name, for instance `EADDRINUSE`.
    public let name: String
    /// The system's explanation, for instance "address already in use".
    public let message: String
    /// What was tried, for instance "listen on 127.0.0.1:3000".
    public let operation: String

    /// Makes an error from libuv's (negative) code.
    init(uv code: Int32, operation: String) {
        name = uv_err_name(code).map { String(cString: $0) } ?? "code \(code)"
        message = uv_strerror(code).map { String(cString: $0) } ?? "unknown error"
        self.operation = operation
    }

    /// Makes an error from `errno`'s value.
    init(errno code: Int32, operation: String) { self.init(uv: -code, operation: operation) }

    /// Makes an error of the loop's own.
    init(name: String, message: String, operation: String) {
        self.name = name
        self.message = message
        self.operation = operation
    }

    /// Whether the address to bind is none of this machine's: not configured, or its family is switched off.
    package var isMissingAddress: Bool { name == "EADDRNOTAVAIL" || name == "EAFNOSUPPORT" }

    public var description: String { "cannot \(operation): \(message) (\(name))" }
}
