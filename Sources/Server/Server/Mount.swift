package import WayleaveEventLoop

/// Something that owns all paths below a prefix and answers their requests on the connection's loop (Engine.IO, SignalR).
package protocol Mount: AnyObject, Sendable {
    /// The prefix, with a slash at both ends, for instance `/socket.io/`; an exact path when it ends without one.
    var pathPrefix: String { get }

    /// Further prefixes that are its own too.
    var furtherPathPrefixes: [String] { get }

    /// Exact paths that are its own regardless of ASCII case and of a slash at their end; a mount that has any owns nothing else.
    ///
    /// Requests for them are judged by the policy of the path as it is written here: `/CHAT` must not slip the policy of `/chat`.
    var exactPathsIgnoringCase: [String] { get }

    /// The largest request body, in bytes; the connection answers larger ones 413, with the verdict's fields.
    var maxBodyBytes: Int { get }

    /// Whether every request of an unlisted origin is refused with 403, not only preflights and upgrades.
    ///
    /// CORS would have a plain request handled and only its answer withheld; where a request begins or feeds a session, that is too much.
    var refusesUnlistedOrigins: Bool { get }

    /// Whether some of its responses ask for compression although the server may not be set to it.
    var compressesResponses: Bool { get }

    /// What is wrong with its settings; a server with such a mount does not start.
    var faults: [ServerConfigurationError.Fault] { get }

    /// Called once, before the first request.
    func start(on loops: [EventLoop])

    /// The loop that a request with this raw query belongs to: the connection moves there before the request is judged.
    ///
    /// Called on any loop. `nil` lets it stay where it was accepted.
    func home(query: UnsafeRawBufferPointer) -> EventLoop?

    /// Answers a request that has passed the gate, now or later; WebSocket handshakes come here too.
    func handle(_ exchange: HTTPExchange)

    /// Ends all sessions in order, evenly over `window` so that their clients do not all connect elsewhere at once; returns when all
    /// were told. New sessions are refused meanwhile: see ``HTTPExchange/isServerStopping``.
    func stop(over window: Duration) async
}

extension Mount {
    package var furtherPathPrefixes: [String] { [] }
    package var exactPathsIgnoringCase: [String] { [] }
    package var refusesUnlistedOrigins: Bool { true }
    package var compressesResponses: Bool { false }
    package var faults: [ServerConfigurationError.Fault] { [] }
}
