/// The bounds within which a preflight's questions are read; beyond them it is refused.
enum PreflightLimits {
    /// The longest method, in bytes.
    static let maximumMethodBytes = 64
    /// The most bytes of `Access-Control-Request-Headers`, all field lines together.
    static let maximumHeaderBytes = 8192
    /// The most elements, empty ones included, of `Access-Control-Request-Headers`.
    static let maximumHeaderCount = 256
}
