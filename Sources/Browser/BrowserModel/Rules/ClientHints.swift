/// Headers that Chromium counts as its own hints to servers, so that script may set them without asking the server first.
enum ClientHints {
    /// Their names, in lower case.
    static let names: Set<String> = ["device-memory", "downlink", "dpr", "ect", "rtt", "save-data", "viewport-width", "width"]

    /// Those that no redirect keeps.
    static let fleeting = names.subtracting(["save-data"])

    /// Whether a value is one that the browser itself could send.
    static func isSound(_ name: String, _ value: String) -> Bool {
        switch name {
        case "save-data": Text.isSameIgnoringCase(value, "on")
        case "ect": ["slow-2g", "2g", "3g", "4g"].contains(value)
        case "rtt", "viewport-width", "width": !value.isEmpty && value.utf8.allSatisfy { (0x30...0x39).contains($0) }
        default: Double(value) != nil
        }
    }
}
