/// What an exchange was for.
package enum Role: Hashable, Sendable {
    /// The page itself.
    case page
    /// The preflight of the page's call.
    case preflight
    /// The page's call, or its first request.
    case actual
    /// A request behind a redirect of the call; preflights among them are told by their method.
    case hop(Int)
    /// The call without `Origin`, as other software sends it.
    case withoutOrigin
    /// The call from another origin.
    case from(ForeignOrigin)
    /// A preflight from another origin.
    case preflightFrom(ForeignOrigin)
    /// A preflight from the page's origin that asks for a header nobody uses.
    case greedyPreflight
    /// A preflight for the method alone, and one for a single header (or none) with GET: some servers refuse the whole for a part.
    case preflightForMethod
    case preflightForHeader(String)
    /// The call once more.
    case again(Int)
    /// The call with the validator of its answer.
    case conditional
    /// From another origin, past any cache.
    case fresh
    /// The same server at a path that does not exist.
    case notFound
    /// The call without the token or cookie that was given.
    case unauthenticated
    /// From a foreign origin, with forwarding headers that name it.
    case forwarded
    /// Without `Origin`, but with `X-Origin`.
    case disguised
    /// The call and one without `Origin`, offering compression.
    case compressed, compressedWithoutOrigin
    /// The call to the server behind the proxy.
    case direct
    /// The preflight to the server behind the proxy.
    case directPreflight
    /// The handshake to the server behind the proxy.
    case directHandshake
    /// A WebSocket's opening handshake.
    case handshake(HandshakeOrigin)
    /// Socket.IO: polling as clients of version 2 do.
    case oldPolling
    /// Socket.IO: a poll of the session over this further connection.
    case poll(Int)
    /// Socket.IO: the handshake that takes an open session over.
    case sessionUpgrade
    /// Socket.IO: the address without the engine's path.
    case sibling
    /// SignalR: negotiate once more, for this connection.
    case negotiate(Int)
    /// SignalR: the transport's request over this further connection.
    case connect(Int)
    /// What detection asked besides.
    case detection(TargetKind)
    /// The same without Origin, since the page's may be the one that is refused.
    case anonymousDetection(TargetKind)
}

/// Whose origin a handshake names.
package enum HandshakeOrigin: Hashable, Sendable {
    /// The page's.
    case page
    /// None, as software that is no browser sends it.
    case none
    /// The target's own.
    case target
    /// Another.
    case foreign(ForeignOrigin)
}
