import COpenSSL

/// A session that a client may resume.
public final class TLSSavedSession: @unchecked Sendable {
    // Sound: OpenSSL counts the references of sessions atomically, and nothing here changes one.
    let session: OpaquePointer
    init(_ session: OpaquePointer) { self.session = session }
    deinit { SSL_SESSION_free(session) }
}
