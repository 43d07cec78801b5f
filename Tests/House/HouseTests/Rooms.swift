/// The rooms under `Sources/` and which rooms each may look into (Documentation/House.md § Rooms).
enum Rooms {
    static let mayUse: [String: Set<String>] = [
        "System": [],
        "Wire": ["Wire"],
        "Gate": [],
        "Browser": ["Wire", "Gate"],
        "Loop": ["System", "Wire", "Loop"],
        "Server": ["Loop", "Gate", "Wire"],
        "Sessions": ["Server", "Loop", "Gate", "Wire", "Sessions"],
        "Edge": ["Sessions", "Server", "Loop", "Gate", "Wire", "Edge"],
        "Tools": ["System", "Edge", "Sessions", "Server", "Browser", "Loop", "Gate", "Wire", "Tools"],
    ]

    /// Rooms of pure code: nothing but the standard library and what `mayUse` names.
    static let pure: Set<String> = ["Wire", "Gate", "Browser"]

    /// Rooms that never load Foundation: it costs 8 MB of memory at start and 58 MB of static binary.
    static let withoutFoundation: Set<String> = ["Wire", "Gate", "Browser", "Loop", "Server", "Sessions"]

    /// Rooms that may vouch for what the compiler cannot check.
    static let mayBeUnsafe: Set<String> = ["Loop", "Wire"]

    /// `Sources/Wire/JSON/Value.swift` → `Wire`.
    static func room(of path: String) -> String? {
        let parts = path.split(separator: "/")
        return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : nil
    }

    /// Module name → room, read from the folders: `Sources/Wire/JSON` holds `WayleaveJSON` (or `JSON`, for those without the prefix).
    static func rooms(of files: [Repository.File]) -> [String: String] {
        var rooms: [String: String] = [:]
        for file in files {
            let parts = file.path.split(separator: "/").map(String.init)
            guard parts.count > 3, parts[0] == "Sources" else { continue }
            rooms["Wayleave\(parts[2])"] = parts[1]
            rooms[parts[2]] = parts[1]
        }
        return rooms
    }
}
