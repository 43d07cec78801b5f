/// The header fields of an event stream that carries a connection.
enum EventStreamFields {
    /// No cache keeps it, nobody compresses it, and nginx does not hold it back until a buffer is full.
    static let all = [
        ("Cache-Control", "no-cache,no-store"), ("Pragma", "no-cache"), ("Content-Encoding", "identity"), ("X-Accel-Buffering", "no"),
    ]
}
