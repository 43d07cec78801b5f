/// What a redirect makes of a request (Fetch § HTTP-redirect fetch).
enum RedirectMethod {
    /// Statuses that redirect, given a `Location`.
    static func isRedirect(_ status: Int) -> Bool { [301, 302, 303, 307, 308].contains(status) }

    /// Whether the method becomes GET, and body and body headers go (step 12).
    static func becomesGET(_ method: String, status: Int) -> Bool {
        (status == 301 || status == 302) && method == "POST" || status == 303 && method != "GET" && method != "HEAD"
    }

    /// Fetch § request-body-header name.
    static let bodyHeaders = ["content-encoding", "content-language", "content-location", "content-length", "content-type"]
}
