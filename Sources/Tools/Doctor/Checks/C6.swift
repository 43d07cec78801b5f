import WayleaveBrowserModel

/// C6: a cookie that does not come back to the target.
enum C6: Check {
    static let diagnosis = Diagnosis(
        "C6", .medium, .cookies, "A cookie that does not come back to the target",
        symptom: "Cookie set on login, absent on API or socket",
        cause: "Domain or Path do not cover the target, or the name's prefix asks for more than was set.",
        evidence: "Set-Cookie Domain/Path against target URL",
        mend: "Set Domain to a common parent or leave it out; Path=/.")

    static func examine(_ evidence: Evidence) -> Observation? {
        let host = evidence.url.host
        for cookie in evidence.cookies {
            if let domain = cookie.domain.map({ $0.hasPrefix(".") ? String($0.dropFirst()) : $0 }), !domain.isEmpty, host != domain,
                !host.hasSuffix("." + domain)
            {
                return Observation("Set-Cookie: \(cookie.line)", cause: "Domain=\(domain) does not cover \(host): browsers drop the cookie")
            }
            if cookie.name.hasPrefix("__Host-"), !cookie.isSecure || cookie.domain != nil || cookie.path != "/" {
                return Observation("Set-Cookie: \(cookie.line)", cause: "`__Host-` needs Secure, Path=/ and no Domain")
            }
            if cookie.name.hasPrefix("__Secure-"), !cookie.isSecure {
                return Observation("Set-Cookie: \(cookie.line)", cause: "`__Secure-` needs Secure")
            }
        }
        return nil
    }
}
