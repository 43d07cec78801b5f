internal import COpenSSL

/// Message authentication codes.
enum MessageCode {
    /// HMAC-SHA-256 of `bytes`: 32 bytes; `nil` if OpenSSL fails.
    static func hmacSHA256(_ bytes: [UInt8], _ secret: [UInt8]) -> [UInt8]? {
        var code = [UInt8](repeating: 0, count: 32)
        var count = 0
        let result = EVP_Q_mac(nil, "HMAC", nil, "SHA256", nil, secret, secret.count, bytes, bytes.count, &code, code.count, &count)
        guard result != nil, count == code.count else {
            ERR_clear_error()
            return nil
        }
        return code
    }
}
