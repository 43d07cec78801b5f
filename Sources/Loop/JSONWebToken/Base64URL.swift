import WayleaveBytes

/// Base64url without padding (RFC 7515 § 2), read strictly: one text for each sequence of bytes.
enum Base64URL {
    /// The bytes of `text`; `nil` for padding, other characters, or bits that should be zero and are not.
    static func decode(_ text: some Sequence<UInt8>) -> [UInt8]? { Array(text).withUnsafeBytes { Base64.decode($0, urlSafe: true) } }
}
