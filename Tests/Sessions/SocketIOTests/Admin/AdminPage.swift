import Testing
import WayleaveJSON
import WayleaveSocketIO

/// A page of the admin UI: a client in `/admin`.
final class AdminPage {
    static let credentials = #"{"username":"ada","password":"correct horse"}"#

    let client: Client

    /// Connects with an `auth` payload; fails if that is refused.
    init(_ fixture: Fixture, auth: String = credentials) throws {
        client = try fixture.client()
        try client.join("/admin", auth: auth)
    }

    /// The arguments of the next event of that name; others before it are passed over.
    func next(_ event: String, where fits: ([JSONValue]) -> Bool = { _ in true }) throws -> [JSONValue] {
        for _ in 0..<2_000 {
            let packet = client.read()
            try #require(packet != "closed", "the connection ended before \(event)")
            guard let values = Self.event(in: packet), values.first?.string == event, fits(Array(values.dropFirst())) else { continue }
            return Array(values.dropFirst())
        }
        throw Missing()
    }

    /// The events up to the one named, that one too.
    func all(until event: String) throws -> [[JSONValue]] {
        var events: [[JSONValue]] = []
        while events.last?.first?.string != event {
            let packet = client.read()
            try #require(packet != "closed", "the connection ended before \(event)")
            if let values = Self.event(in: packet) { events.append(values) }
        }
        return events
    }

    func send(_ command: String) { client.send("42/admin," + command) }

    private static func event(in packet: String) -> [JSONValue]? {
        guard packet.hasPrefix("42/admin,") else { return nil }
        return try? JSON.decode([JSONValue].self, from: Array(packet.dropFirst(9).utf8))
    }

    struct Missing: Error {}
}

extension AdminOptions {
    /// With which a page can log in, and reports come quickly.
    static func forTests(_ mode: AdminMode = .production, commands: Bool = false) -> AdminOptions {
        var options = AdminOptions()
        options.authentication = .password(username: "ada", password: "correct horse")
        options.mode = mode
        options.allowsCommands = commands
        options.statsInterval = .milliseconds(100)
        return options
    }
}
