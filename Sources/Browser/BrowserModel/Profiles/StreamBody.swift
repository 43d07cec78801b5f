/// What becomes of a `ReadableStream` as a body over HTTP/1.1.
public enum StreamBody: Sendable {
    /// It is streamed, after a preflight.
    case sent
    /// It needs HTTP/2: the preflight is sent, the request is not.
    case needsHTTP2
    /// It is turned into the text `[object ReadableStream]`.
    case stringified
}
