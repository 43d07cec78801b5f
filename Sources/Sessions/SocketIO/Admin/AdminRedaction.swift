import WayleaveJSON

/// Takes from what the admin UI is shown whatever would let its reader act as the client.
struct AdminRedaction: Sendable {
    static let replacement = "(redacted)"

    private let parts: [String]

    init(_ options: AdminOptions) {
        parts = AdminOptions.redactedNames + options.furtherRedactedNames.filter { !$0.isEmpty }.map { $0.lowercased() }
    }

    /// Whether the value under this name is a secret.
    func hides(_ name: String) -> Bool {
        let name = name.lowercased()
        return AdminOptions.redactedExactNames.contains(name) || parts.contains { name.contains($0) }
    }

    /// A handshake, as servers tell it each other, without `auth` and without secrets.
    func handshake(_ told: JSONObject) -> JSONValue {
        var shown = told
        shown["auth"] = nil
        var headers = redacted(told["headers"])
        if let referrer = headers["referer"]?.string { headers["referer"] = .string(Self.path(of: referrer)) }
        let query = redacted(told["query"])
        shown["headers"] = .object(headers)
        shown["query"] = .object(query)
        if let url = told["url"]?.string {
            let pairs = query.members.map { "\($0.name)=\($0.value.string ?? "")" }.joined(separator: "&")
            shown["url"] = .string(pairs.isEmpty ? Self.path(of: url) : "\(Self.path(of: url))?\(pairs)")
        }
        return .object(shown)
    }

    private func redacted(_ value: JSONValue?) -> JSONObject {
        var object = value?.object ?? [:]
        for index in object.members.indices where hides(object.members[index].name) {
            object.members[index].value = .string(Self.replacement)
        }
        return object
    }

    /// What precedes the query.
    private static func path(of url: String) -> String { String(url.prefix { $0 != "?" && $0 != "#" }) }
}
