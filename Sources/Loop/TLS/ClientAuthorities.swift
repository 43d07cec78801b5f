internal import COpenSSL

/// The authorities whose certificates clients may show.
enum ClientAuthorities {
    /// Makes `context` ask clients for certificates; returns what is wrong with the file of authorities.
    static func install(_ authentication: TLSClientAuthentication, in context: OpaquePointer) -> [TLSConfigurationFault] {
        let path: String
        let mode: Int32
        switch authentication {
        case .none: return []
        case .requested(let file): (path, mode) = (file, SSL_VERIFY_PEER)
        case .required(let file): (path, mode) = (file, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT)
        }
        do throws(TLSConfigurationFault) {
            let file = try PEMFile(path, as: "list of client authorities")
            for authority in try file.certificates(as: "list of client authorities") {
                X509_STORE_add_cert(SSL_CTX_get_cert_store(context), authority)
                SSL_CTX_add_client_CA(context, authority)
                X509_free(authority)
            }
            SSL_CTX_set_verify(context, mode, nil)
            return []
        } catch {
            return [error]
        }
    }
}
