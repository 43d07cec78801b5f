internal import COpenSSL

/// OpenSSL's queue of errors, one per thread: read when a call has failed, and emptied, for the next call must find it empty.
enum OpenSSLErrors {
    /// The first error, which is the cause of those behind it; 0 without one. Empties the queue.
    static func take() -> UInt {
        let first = ERR_peek_error()
        ERR_clear_error()
        return first
    }

    /// OpenSSL's own words for an error, for instance `no shared cipher`.
    static func text(_ error: UInt) -> String {
        guard let reason = ERR_reason_error_string(error) else { return "OpenSSL gives no reason" }
        return String(cString: reason)
    }

    /// Takes the first error as words.
    static func takeText() -> String { text(take()) }
}
