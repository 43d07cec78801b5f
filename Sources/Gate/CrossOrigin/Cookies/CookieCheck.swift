/// Gathers what makes browsers drop or withhold a cookie.
struct CookieCheck {
    private(set) var faults: [CredentialsCookieFault] = []
    private let cookie: CredentialsCookie
    private var attributes: CredentialsCookie.Attributes { cookie.attributes }

    /// 400 days.
    private static let maximumAge: Int64 = 34_560_000

    init(_ cookie: CredentialsCookie) {
        self.cookie = cookie
        checkText()
        checkScope()
        checkCrossSite()
        checkPrefix()
        checkMaxAge()
    }

    private mutating func checkText() {
        if !Array(cookie.name.utf8).withUnsafeBytes({ ByteText.isToken($0) }) {
            fault(.nameInvalid, cookie.name, "is not a cookie's name", "use letters, digits, `-` and `_`")
        }
        let isValue = cookie.value.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"\",;\\".utf8.contains($0) }
        if !isValue {
            fault(
                .valueInvalid, "\(cookie.value.utf8.count) bytes", "hold white space, a quote, a comma, a semicolon or a byte beyond ASCII",
                "encode the value, as base64url for instance")
        }
        if cookie.name.utf8.count + cookie.value.utf8.count > 4096 {
            fault(
                .tooLarge, "\(cookie.name.utf8.count + cookie.value.utf8.count) bytes", "are more than the 4096 browsers keep",
                "keep the data on the server and send its id")
        }
    }

    private mutating func checkScope() {
        let path = attributes.path
        if !path.hasPrefix("/") || path.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: ";") })
            || path.utf8.count > 1024
        {
            fault(.pathInvalid, path, "is not a path", "begin with `/`, without semicolons")
        }
        guard let domain = attributes.domain else { return }
        guard case .tuple(_, let host, nil)? = Origin("https://\(domain)"), host == domain, !host.hasPrefix("["),
            !Array(host.utf8).withUnsafeBytes(OriginSyntax.endsInNumber)
        else {
            return fault(
                .domainInvalid, domain, "is not a host name in lower case", "write it without scheme, port or leading dot, or leave it out")
        }
        if PublicSuffixes.wellKnown.contains(domain), domain != "localhost" {
            fault(.domainPublicSuffix, domain, "is a public suffix, for which browsers take no cookies", "write your own domain")
        }
    }

    private mutating func checkCrossSite() {
        let sameSite = "SameSite=\(cookie.sameSite.rawValue)"
        if attributes.isSentCrossSite, cookie.sameSite != .none {
            fault(
                .sameSiteBlocksCrossSite, sameSite, "keeps it from being sent by other sites' pages",
                "leave `sameSite` out, or set it to none")
        }
        if cookie.sameSite == .none, !attributes.isSecure {
            fault(.sameSiteNoneInsecure, sameSite, "without `Secure` is dropped by browsers", "leave `isSecure` true")
        }
        guard attributes.isPartitioned else { return }
        if !attributes.isSecure {
            fault(.partitionedInsecure, "Partitioned", "without `Secure` is dropped by browsers", "leave `isSecure` true")
        }
        if cookie.sameSite != .none {
            fault(
                .partitionedSameSite, sameSite, "keeps a partitioned cookie out of the embedded pages it is for",
                "set `isSentCrossSite`, or leave out `isPartitioned`")
        }
    }

    private mutating func checkPrefix() {
        // Browsers compare the prefixes without regard to case.
        let name = ByteText.lowercased(cookie.name)
        if name.hasPrefix("__secure-"), !attributes.isSecure {
            fault(.securePrefix, cookie.name, "without `Secure` is dropped by browsers", "leave `isSecure` true")
        }
        if name.hasPrefix("__host-"), !attributes.isSecure || attributes.domain != nil || attributes.path != "/" {
            fault(
                .hostPrefix, cookie.name, "needs `Secure`, `Path=/` and no `Domain`, or browsers drop it",
                "leave those three as they are by default, or rename the cookie")
        }
    }

    private mutating func checkMaxAge() {
        guard let (seconds, attoseconds) = attributes.maxAge?.components else { return }
        guard seconds < 0 || attoseconds != 0 || seconds > CookieCheck.maximumAge else { return }
        fault(.maxAgeOutOfRange, "\(seconds) s", "is not from 0 to 400 days in whole seconds", "write at most \(CookieCheck.maximumAge) s")
    }

    private mutating func fault(_ code: CredentialsCookieFault.Code, _ value: String, _ reason: String, _ mend: String) {
        faults.append(CredentialsCookieFault(code: code, value: value, reason: reason, mend: mend))
    }
}
