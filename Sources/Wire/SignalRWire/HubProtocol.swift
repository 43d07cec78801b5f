/// How a hub's messages are written; the raw value is the name that a handshake asks for.
public enum HubProtocol: String, Sendable, CaseIterable {
    /// JSON text, each record ended by U+001E.
    case json
    /// MessagePack, each record after its length.
    case messagePack = "messagepack"

    /// The highest version that is spoken: 2, which adds stateful reconnect to 1 and changes nothing else.
    package static let version = 2

    /// The protocol of that name, regardless of case.
    package init?(name: String) {
        guard let known = Self.allCases.first(where: { $0.rawValue == name.lowercased() }) else { return nil }
        self = known
    }
}
