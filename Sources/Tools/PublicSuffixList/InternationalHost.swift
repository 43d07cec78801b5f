internal import CLibIDN2

/// Hosts written in Unicode, read as IDNA 2008 and browsers read them (UTS 46, non-transitional), by the system's libidn2.
public enum InternationalHost {
    /// The longest host read, in bytes of UTF-8.
    public static let maximumBytes = 1024

    /// The host a browser sends for `host`: mapped, normalised, lower case and in punycode; `nil` if it is no host, or too long.
    ///
    /// The suggestions of ``CrossOrigin/CrossOriginFault`` lower-case and encode only; this is the complete reading.
    public static func ascii(_ host: String) -> String? {
        guard host.utf8.count <= maximumBytes, !host.utf8.contains(0) else { return nil }
        var written: UnsafeMutablePointer<CChar>?
        let flags = CInt(IDN2_NONTRANSITIONAL.rawValue | IDN2_NFC_INPUT.rawValue)
        guard idn2_to_ascii_8z(host, &written, flags) == IDN2_OK.rawValue, let written else { return nil }
        defer { idn2_free(written) }
        return String(cString: written)
    }
}
