internal import COpenSSL

/// One connection's TLS: ciphertext in, plaintext out, and the other way round. It knows no sockets.
///
/// Confined to the loop of its pipe. Every call leaves what is to be sent in the pipe's output, for the caller to take at once.
/// OpenSSL gives its record buffers back whenever they are empty, so that an idle session holds none.
///
/// Its properties are spared the dynamic exclusivity checks, for it is confined to one loop and calls nobody back.
package final class TLSSession {
    /// Where a session stands.
    package enum State { case handshaking, open, failed }

    private let ssl: OpaquePointer
    /// What the callbacks of the handshake look into.
    private let material: TLSMaterial
    @exclusivity(unchecked) package private(set) var pipe: UnsafeMutablePointer<TLSPipe>
    @exclusivity(unchecked) package private(set) var state = State.handshaking
    /// The peer has said in TLS that it will send nothing more.
    @exclusivity(unchecked) package private(set) var hasPeerClosed = false
    @exclusivity(unchecked) private var hasSaidClose = false
    /// Why it failed.
    @exclusivity(unchecked) package private(set) var failure: TLSFailure?
    /// Ciphertext that waits for the kernel, behind what the connection is writing; kept here because plain connections have none.
    @exclusivity(unchecked) package var unsent: [UInt8] = []

    init?(_ material: TLSMaterial, _ pipe: UnsafeMutablePointer<TLSPipe>) {
        guard let context = material.contexts.first, let ssl = SSL_new(context) else {
            ERR_clear_error()
            return nil
        }
        guard let bio = TLSPipe.makeBIO(pipe) else {
            SSL_free(ssl)
            ERR_clear_error()
            return nil
        }
        SSL_set_bio(ssl, bio, bio)
        SSL_set_accept_state(ssl)
        self.ssl = ssl
        self.material = material
        self.pipe = pipe
    }

    deinit { SSL_free(ssl) }

    /// Goes over to the loop of `pipe`. Nobody else may be using it.
    package func move(to pipe: UnsafeMutablePointer<TLSPipe>) {
        self.pipe = pipe
        BIO_set_data(SSL_get_rbio(ssl), pipe)
    }

    // MARK: Bytes in

    /// Takes all of `bytes`; returns how much plaintext now lies at the pipe's `plaintextStart`. Look at ``state`` afterwards.
    package func receive(_ bytes: UnsafeRawBufferPointer) -> Int {
        pipe.pointee.present(bytes)
        defer { pipe.pointee.withdraw() }
        if state == .handshaking, !shakeHands() { return 0 }
        guard state == .open, !hasPeerClosed else { return 0 }
        let start = pipe.pointee.plaintextStart
        let room = pipe.pointee.plaintextBytes
        var total = 0
        while pipe.pointee.inputCount > 0, total < room {
            let count = SSL_read(ssl, start + total, Int32(truncatingIfNeeded: room - total))
            if count > 0 {
                total &+= Int(count)
                continue
            }
            switch SSL_get_error(ssl, count) {
            case SSL_ERROR_WANT_READ: break
            case SSL_ERROR_ZERO_RETURN: hasPeerClosed = true
            default: fail()
            }
            break
        }
        return total
    }

    /// Goes on with the handshake; whether it is done.
    private func shakeHands() -> Bool {
        ERR_clear_error()
        let code = SSL_do_handshake(ssl)
        guard code != 1 else {
            ERR_clear_error()
            state = .open
            return true
        }
        if SSL_get_error(ssl, code) != SSL_ERROR_WANT_READ { fail() }
        return false
    }

    private func fail() {
        state = .failed
        failure = TLSFailure(OpenSSLErrors.take())
    }

    // MARK: Bytes out

    /// Encrypts `bytes` into the pipe's output; `false` when the session has failed.
    package func send(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard state == .open, let start = bytes.baseAddress, bytes.count > 0 else { return state == .open }
        var sent = 0
        while sent < bytes.count {
            // OpenSSL counts in 32 bits.
            let count = SSL_write(ssl, start + sent, Int32(min(bytes.count - sent, 1 << 30)))
            guard count > 0 else {
                fail()
                return false
            }
            sent &+= Int(count)
        }
        return true
    }

    /// Says `close_notify` unless that was said; whether there is something new in the pipe's output.
    package func sayClose() -> Bool {
        guard state == .open, !hasSaidClose else { return false }
        hasSaidClose = true
        SSL_shutdown(ssl)
        ERR_clear_error()
        return true
    }

    // MARK: What was agreed on

    /// For instance `TLSv1.3`.
    package var version: String { String(cString: SSL_get_version(ssl)) }

    /// For instance `TLS_AES_256_GCM_SHA384`; `nil` before the handshake's end.
    package var cipher: String? { SSL_get_current_cipher(ssl).flatMap { SSL_CIPHER_get_name($0) }.map { String(cString: $0) } }

    /// What ALPN chose; `nil` when the client offered nothing.
    package var applicationProtocol: String? {
        var name: UnsafePointer<UInt8>?
        var count: UInt32 = 0
        SSL_get0_alpn_selected(ssl, &name, &count)
        return name.map { String(decoding: UnsafeBufferPointer(start: $0, count: Int(count)), as: UTF8.self) }
    }

    /// The name the client asked for; `nil` when it gave none.
    package var serverName: String? { SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name).map { String(cString: $0) } }

    /// Whether a ticket spared the full handshake.
    package var isResumed: Bool { SSL_session_reused(ssl) == 1 }
}
