import COpenSSL
import Foundation

/// The client's side of TLS on a blocking socket, over memory, so that tests decide how its bytes are cut.
public final class TLSClient {
    public struct Failure: Error { public let what: String }

    private let ssl: OpaquePointer
    private let descriptor: Int32
    private let incoming: OpaquePointer
    private let outgoing: OpaquePointer
    private var pieceBytes = Int.max

    init(_ options: TLSOptions, on descriptor: Int32) throws {
        self.descriptor = descriptor
        guard let context = SSL_CTX_new(TLS_client_method()) else { throw Failure(what: "no context") }
        defer { SSL_CTX_free(context) }
        if let certificate = options.certificate {
            SSL_CTX_use_certificate_chain_file(context, certificate.chainFile)
            SSL_CTX_use_PrivateKey_file(context, certificate.keyFile, SSL_FILETYPE_PEM)
        }
        if let ciphers = options.ciphers { SSL_CTX_set_cipher_list(context, ciphers) }
        guard let ssl = SSL_new(context), let incoming = BIO_new(BIO_s_mem()), let outgoing = BIO_new(BIO_s_mem()) else {
            throw Failure(what: "no session")
        }
        self.ssl = ssl
        self.incoming = incoming
        self.outgoing = outgoing
        SSL_set_bio(ssl, incoming, outgoing)
        SSL_set_connect_state(ssl)
        if let version = options.version {
            SSL_ctrl(ssl, SSL_CTRL_SET_MIN_PROTO_VERSION, Int(version), nil)
            SSL_ctrl(ssl, SSL_CTRL_SET_MAX_PROTO_VERSION, Int(version), nil)
        }
        if var name = options.serverName.map({ Array($0.utf8CString) }) {
            SSL_ctrl(ssl, SSL_CTRL_SET_TLSEXT_HOSTNAME, Int(TLSEXT_NAMETYPE_host_name), &name)
        }
        let list = options.protocols.flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) }
        if !list.isEmpty { SSL_set_alpn_protos(ssl, list, UInt32(list.count)) }
        if let session = options.session { SSL_set_session(ssl, session.session) }
        if options.isByteWise { pieceBytes = 1 }
        while true {
            let code = SSL_do_handshake(ssl)
            push()
            if code == 1 { break }
            guard SSL_get_error(ssl, code) == SSL_ERROR_WANT_READ else { throw Failure(what: Self.reason()) }
            guard pull() else { throw Failure(what: "closed during the handshake") }
        }
        pieceBytes = .max
    }

    deinit { SSL_free(ssl) }

    private static func reason() -> String {
        let error = ERR_get_error()
        ERR_clear_error()
        return ERR_reason_error_string(error).map { String(cString: $0) } ?? "error \(error)"
    }

    /// Sends what the session has to say.
    private func push() {
        var bytes = [UInt8](repeating: 0, count: 32_768)
        while true {
            let count = Int(BIO_read(outgoing, &bytes, Int32(bytes.count)))
            guard count > 0 else { return }
            var sent = 0
            while sent < count {
                let n = bytes.withUnsafeBytes {
                    Glibc.send(descriptor, $0.baseAddress! + sent, min(pieceBytes, count - sent), Int32(MSG_NOSIGNAL))
                }
                guard n > 0 else { return }
                sent += n
            }
        }
    }

    /// Receives once; `false` at the end.
    private func pull() -> Bool {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return false }
        return BIO_write(incoming, bytes, Int32(count)) == Int32(count)
    }

    func send(_ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            let part = min(bytes.count - sent, 1 << 20)
            let n = bytes.withUnsafeBytes { SSL_write(ssl, $0.baseAddress! + sent, Int32(part)) }
            guard n > 0 else { return }
            push()
            sent += Int(n)
        }
    }

    /// Decrypts what comes next; `nil` at the end, whether it was said or not.
    func receive() -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = SSL_read(ssl, &bytes, Int32(bytes.count))
            push()
            if count > 0 { return Array(bytes[..<Int(count)]) }
            guard SSL_get_error(ssl, count) == SSL_ERROR_WANT_READ else {
                failure = failure ?? Self.reason()
                return nil
            }
            guard pull() else { return nil }
        }
    }

    /// Why the session ended, when it failed.
    public private(set) var failure: String?

    /// Says `close_notify`.
    public func sayClose() {
        SSL_shutdown(ssl)
        push()
    }

    /// Asks for new keys, and for the peer's new keys too.
    public func updateKeys() {
        SSL_key_update(ssl, SSL_KEY_UPDATE_REQUESTED)
        SSL_do_handshake(ssl)
        push()
    }

    /// Whether the server said `close_notify`.
    public var hasPeerClosed: Bool { SSL_get_shutdown(ssl) & SSL_RECEIVED_SHUTDOWN != 0 }
    public var version: String { String(cString: SSL_get_version(ssl)) }
    public var isResumed: Bool { SSL_session_reused(ssl) == 1 }
    public var savedSession: TLSSavedSession? { SSL_get1_session(ssl).map { TLSSavedSession($0) } }

    public var applicationProtocol: String? {
        var name: UnsafePointer<UInt8>?
        var count: UInt32 = 0
        SSL_get0_alpn_selected(ssl, &name, &count)
        return name.map { String(decoding: UnsafeBufferPointer(start: $0, count: Int(count)), as: UTF8.self) }
    }

    /// The common name of the server's certificate.
    public var commonName: String? {
        guard let certificate = SSL_get1_peer_certificate(ssl) else { return nil }
        defer { X509_free(certificate) }
        var text = [CChar](repeating: 0, count: 256)
        X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, &text, Int32(text.count))
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
