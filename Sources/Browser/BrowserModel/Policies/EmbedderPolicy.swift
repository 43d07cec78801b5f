/// Cross-Origin-Embedder-Policy (HTML § embedder policy).
enum EmbedderPolicy {
    case unsafeNone, requireCORP, credentialless

    init(_ headers: HeaderList) {
        // A structured field: parameters may follow the token.
        let token = headers.combined("Cross-Origin-Embedder-Policy").map { Text.trimmed($0.prefix { $0 != ";" }) }
        switch token {
        case "require-corp": self = .requireCORP
        case "credentialless": self = .credentialless
        default: self = .unsafeNone
        }
    }
}
