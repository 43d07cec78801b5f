/// How an event is to be sent.
struct EmitOptions {
    /// Dropped unless it can leave at once.
    var isVolatile = false
    /// Whether the message may be compressed, where that was agreed on.
    var compress = true
}
