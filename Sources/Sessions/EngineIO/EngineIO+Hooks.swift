public import WayleaveServer

/// What an application may see of the engine, and have a say in. From any thread, also while the server runs.
extension EngineIO {
    /// Changes the header fields of an answer; called on the request's loop, and must not block.
    public typealias HeadersHook = @Sendable (_ headers: inout [(String, String)], _ request: Request) -> Void

    /// The number of clients that have a session in this process.
    public var clientsCount: Int { directory.count }

    /// Shows every request of the engine to `middleware` before anything else decides about it, after earlier middleware.
    ///
    /// It may add header fields to the answer, or answer. What it throws refuses the request with 400 and code 3, and reaches
    /// ``onConnectionError(_:)`` as `MIDDLEWARE_FAILURE`. It runs on the request's loop and must not block. The gate has judged the request
    /// before; files of the client bundle and requests that are no valid HTTP do not come here.
    public func use(_ middleware: @escaping @Sendable (inout EnginePassage) throws -> Void) { hooks.add(.sync(middleware)) }

    /// The same for middleware that awaits something; a client that leaves meanwhile is forgotten.
    public func use(_ middleware: @concurrent @escaping @Sendable (inout EnginePassage) async throws -> Void) {
        hooks.add(.async(middleware))
    }

    /// Told of every refused request: code, message, and a context the client is not told. Called on the request's loop.
    public func onConnectionError(_ hook: @escaping @Sendable (EngineConnectionError) -> Void) { hooks.add(connectionError: hook) }

    /// May change the header fields of the answer that begins a session: of the first poll, or of a WebSocket's 101.
    public func onInitialHeaders(_ hook: @escaping HeadersHook) { hooks.add(initialHeaders: hook) }

    /// May change the header fields of every answer of the engine, after ``onInitialHeaders(_:)``; also of refusals and of each 101.
    public func onHeaders(_ hook: @escaping HeadersHook) { hooks.add(headers: hook) }
}
