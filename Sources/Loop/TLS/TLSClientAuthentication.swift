/// Whether clients show certificates of their own (mutual TLS).
public enum TLSClientAuthentication: Sendable {
    /// They are not asked.
    case none
    /// They are asked; one that shows none is served, one that shows a certificate no listed authority issued is not.
    case requested(authoritiesFile: String)
    /// Only clients with a certificate that a listed authority issued are served. The file holds the authorities in PEM form.
    case required(authoritiesFile: String)
}
