/// As much of a request as broken endpoints look at.
struct BrokenRequest {
    let method: String
    /// The second segment of the path: which endpoint.
    let endpoint: String
    /// What comes after.
    let rest: String
    private let fields: [String: String]

    /// Reads a head; `nil` when it is none.
    init?(_ head: Substring) {
        let lines = head.split(separator: "\r\n", omittingEmptySubsequences: false)
        let parts = lines[0].split(separator: " ")
        guard parts.count == 3 else { return nil }
        let path = parts[1].prefix { $0 != "?" }.split(separator: "/")
        method = String(parts[0])
        endpoint = path.count > 1 && path[0] == "broken" ? String(path[1]) : ""
        rest = path.dropFirst(2).joined(separator: "/")
        var fields: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            fields[line[..<colon].lowercased()] = String(line[line.index(after: colon)...].drop { $0 == " " })
        }
        self.fields = fields
    }

    subscript(_ name: String) -> String? { fields[name] }

    var origin: String? { fields["origin"] }
    var isPreflight: Bool { method == "OPTIONS" && fields["access-control-request-method"] != nil }
    var isHandshake: Bool { fields["upgrade"]?.lowercased() == "websocket" }
}
