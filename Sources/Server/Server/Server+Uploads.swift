public import WayleaveHTTPWire

/// Routes that are given the body as it arrives.
extension Server {
    /// Answers `method` at exactly `path` with a handler that reads the body as it arrives; it runs on the connection's loop.
    ///
    /// The handler is called as soon as the head is there. What it leaves of the body is thrown away if it is little; else the connection
    /// closes after the answer.
    /// - Parameters:
    ///   - method: POST unless told otherwise.
    ///   - maxBodyBytes: overrides ``ServerLimits/maxUploadBytes``.
    public mutating func upload(
        _ path: String, method: HTTPMethod = .post, maxBodyBytes: Int? = nil,
        _ handler: @escaping @Sendable (Request, RequestBody) async throws -> Response
    ) {
        check(path)
        router.add(method, path, .upload(UploadRoute(maxBodyBytes: maxBodyBytes ?? limits.maxUploadBytes, handle: handler)))
    }
}
