/// What a look at the bytes received so far says about the next request head.
package enum HeadResult: Sendable {
    /// The head is not complete; call again with more.
    case needMore
    /// The first `byteCount` bytes are a head; the body or the next request follows.
    case head(byteCount: Int)
    /// Answer this and close.
    case refused(HTTPRefusal)
}
