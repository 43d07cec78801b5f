import CrossOrigin

/// A page that fetches across origins, decided step by step after the text of the Fetch Standard: slow, plain, and knowing nothing of the engine.
struct ReferencePage: CustomStringConvertible {
    var origin: String
    /// Normalised, as `fetch()` does.
    var method: String
    /// The CORS-unsafe names among the request's fields.
    var headers: [String]
    /// Whether the credentials mode is `include`.
    var includesCredentials: Bool

    typealias Fields = [(name: String, value: String)]

    var description: String { "\(origin) \(method) [\(headers.joined(separator: ","))] \(includesCredentials ? "include" : "omit")" }

    /// Fetch § HTTP fetch: whether a script of the page may read the answer of a server that does as the policy says.
    func mayRead(from policy: CrossOriginPolicy) -> Bool {
        if needsPreflight {
            // Fetch § CORS-preflight fetch, step 5: sorted, lower case, joined by commas without spaces.
            let asked = Set(headers.map { $0.lowercased() }).sorted().joined(separator: ",")
            let verdict = policy.judge(
                CrossOriginRequest(
                    method: "OPTIONS", origins: [origin], requestedMethod: method, requestedHeaders: headers.isEmpty ? [] : [asked]))
            guard passesPreflight(status: verdict.status ?? 200, verdict.fields.list) else { return false }
        }
        let verdict = policy.judge(CrossOriginRequest(method: method, origins: [origin]))
        return passesCheck(verdict.fields.list)
    }

    /// Fetch § main fetch: a method or a field outside the safelists.
    var needsPreflight: Bool { !["GET", "HEAD", "POST"].contains(method) || !headers.isEmpty }

    /// Fetch § CORS check.
    func passesCheck(_ fields: Fields) -> Bool {
        guard let allowed = Self.get("access-control-allow-origin", from: fields) else { return false }
        if !includesCredentials, allowed == "*" { return true }
        guard allowed == origin else { return false }
        if !includesCredentials { return true }
        return Self.get("access-control-allow-credentials", from: fields) == "true"
    }

    /// Fetch § CORS-preflight fetch, step 7.
    func passesPreflight(status: Int, _ fields: Fields) -> Bool {
        guard passesCheck(fields), (200...299).contains(status) else { return false }
        guard let methods = Self.extract("access-control-allow-methods", from: fields),
            let names = Self.extract("access-control-allow-headers", from: fields)
        else { return false }
        let isSafelisted = ["GET", "HEAD", "POST"].contains(method)
        if !methods.contains(method), !isSafelisted, includesCredentials || !methods.contains("*") { return false }
        let listed = names.map { $0.lowercased() }
        for name in headers.map({ $0.lowercased() }) where !listed.contains(name) {
            // Fetch § CORS non-wildcard request-header name.
            if name == "authorization" || includesCredentials || !listed.contains("*") { return false }
        }
        return true
    }

    /// Fetch § CORS-exposed header-name list: whether the script sees the response field `name`, which is not safelisted.
    func seesField(_ name: String, in fields: Fields) -> Bool {
        guard let exposed = Self.extract("access-control-expose-headers", from: fields), !["set-cookie", "set-cookie2"].contains(name)
        else {
            return false
        }
        if !includesCredentials, exposed.contains("*") { return true }
        return exposed.map { $0.lowercased() }.contains(name)
    }

    /// Fetch § get: all values of a field, joined; `nil` without the field.
    static func get(_ name: String, from fields: Fields) -> String? {
        let values = fields.filter { $0.name.lowercased() == name }.map(\.value)
        return values.isEmpty ? nil : values.joined(separator: ", ")
    }

    /// Fetch § extracting header list values, of a list of tokens; `nil` for a failure.
    static func extract(_ name: String, from fields: Fields) -> [String]? {
        guard let value = get(name, from: fields) else { return [] }
        let elements = value.split(separator: ",").map { $0.drop { " \t".contains($0) } }
            .map { String($0.reversed().drop { " \t".contains($0) }.reversed()) }.filter { !$0.isEmpty }
        let isList = elements.allSatisfy { $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "!#$%&'*+-.^_`|~".contains($0)) } }
        return isList ? elements : nil
    }
}
