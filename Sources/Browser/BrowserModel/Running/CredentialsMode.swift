/// Fetch § credentials mode.
enum CredentialsMode: String {
    case omit
    case sameOrigin = "same-origin"
    case include
}
