/// A message, as every member of its room receives it.
struct Said: Codable, Sendable {
    var name: String
    var text: String
    /// Seconds since 1970.
    var time: Double
    var room: String
    /// What its author speaks: `Socket.IO`, `SignalR` or `WebSocket`.
    var by: String
}

/// Who is in a room now.
struct Members: Codable, Sendable {
    var room: String
    var members: [String]
}

/// The acknowledgement of `join`.
struct Joined: Codable, Sendable {
    var room: String
    var members: [String]
    var recent: [Said]
}
