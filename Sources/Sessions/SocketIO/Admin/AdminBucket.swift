import WayleaveJSON

/// What a server's clients did in one second.
struct AdminBucket: Sendable {
    let second: Int
    var connections = 0
    /// By reason, of which there are few.
    var disconnections: [String: Int] = [:]
    var packetsIn = 0
    var packetsOut = 0
    var bytesIn = 0
    var bytesOut = 0

    init(second: Int) { self.second = second }

    mutating func add(_ other: AdminBucket) {
        connections += other.connections
        disconnections.merge(other.disconnections, uniquingKeysWith: +)
        packetsIn += other.packetsIn
        packetsOut += other.packetsOut
        bytesIn += other.bytesIn
        bytesOut += other.bytesOut
    }

    /// The counts as the admin UI reads them: `{timestamp, type, subType?, count}`, none that is 0.
    var events: [JSONValue] {
        let counts = [
            ("rawConnection", connections), ("packetsIn", packetsIn), ("bytesIn", bytesIn), ("packetsOut", packetsOut),
            ("bytesOut", bytesOut),
        ]
        return counts.filter { $0.1 > 0 }.map { event($0.0, nil, $0.1) }
            + disconnections.sorted { $0.key < $1.key }.map { event("rawDisconnection", $0.key, $0.value) }
    }

    private func event(_ type: String, _ subType: String?, _ count: Int) -> JSONValue {
        var event: JSONObject = ["timestamp": .number(JSONNumber(second * 1000)), "type": .string(type)]
        event["subType"] = subType.map { .string($0) }
        event["count"] = .number(JSONNumber(count))
        return .object(event)
    }
}
