/// What a response says about its own compression.
package enum CompressionChoice: Sendable, Equatable {
    /// As the server is set.
    case automatic
    case never
    /// Whatever the server is set to, and whatever the type and the length, up to `maxBytes`; small numbers, as every response has one.
    case always(level: Int8, maxBytes: Int32)

    var isAlways: Bool { if case .always = self { true } else { false } }
}

extension Response {
    /// Whether the body may be compressed, where ``Server/responseCompression`` says so; default `true`.
    ///
    /// Set it to `false` where a secret stands beside what the request's sender chose: the length would tell (BREACH).
    public var mayCompress: Bool {
        get { compression != .never }
        set { compression = newValue ? .automatic : .never }
    }

    /// Compresses the body where the client accepts it, although the server may not be set to; from the threshold of `settings` on.
    ///
    /// A mount that calls this says so in ``Mount/compressesResponses``.
    package mutating func compress(_ settings: ResponseCompression) {
        guard storage.count >= settings.threshold else { return }
        compression = .always(level: Int8(clamping: settings.level), maxBytes: Int32(clamping: settings.maxBytes))
    }
}
