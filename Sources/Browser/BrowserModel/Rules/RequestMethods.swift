/// Rules about methods (Fetch § methods).
enum RequestMethods {
    /// Fetch § normalize: only these become upper case; `patch` stays `patch`.
    static func normalized(_ method: String) -> String {
        let upper = method.uppercased()
        return ["DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"].contains(upper) ? upper : method
    }

    /// Fetch § forbidden method.
    static func isForbidden(_ method: String) -> Bool { ["CONNECT", "TRACE", "TRACK"].contains(method.uppercased()) }

    /// Fetch § CORS-safelisted method.
    static func isSafelisted(_ method: String) -> Bool { method == "GET" || method == "HEAD" || method == "POST" }
}
