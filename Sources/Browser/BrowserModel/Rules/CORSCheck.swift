/// The CORS check on a response (Fetch § CORS check).
enum CORSCheck {
    /// What is wrong with the response for a request of this `Origin` header and credentials mode; `nil` when it passes.
    static func fault(_ headers: HeaderList, origin: String, includesCredentials: Bool) -> CORSFault? {
        // Step 1 and 2: the header must be there.
        guard let value = headers.combined("Access-Control-Allow-Origin") else { return .missingAllowOrigin }
        // Step 3: `*` will do, and ends the check, while credentials are not included.
        if value == "*" { return includesCredentials ? .wildcardWithCredentials : nil }
        // Step 4: byte for byte the origin that the request named.
        guard Text.isSame(value, origin) else {
            return classify(value, lines: headers.values("Access-Control-Allow-Origin").count)
        }
        // Steps 5 to 7: credentials need their own word, exactly this one.
        guard includesCredentials else { return nil }
        let credentials = headers.combined("Access-Control-Allow-Credentials")
        return credentials == "true" ? nil : .invalidAllowCredentials(credentials ?? "")
    }

    /// The order in which Chromium names the ways to be unequal (measured, digest § 12).
    private static func classify(_ value: String, lines: Int) -> CORSFault {
        if lines > 1 || value.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: " ") }) {
            return .multipleAllowOrigins(value, lines: lines)
        }
        if value == "null" { return .allowOriginMismatch(value) }
        // Raw bytes beyond ASCII are no UTF-8 when they stand for Latin-1, and so no URL.
        guard value.utf8.allSatisfy({ $0 < 0x80 }), WebURL(value) != nil else { return .invalidAllowOrigin(value) }
        return .allowOriginMismatch(value)
    }
}
