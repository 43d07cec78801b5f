/// How much of an outcome the page sees.
public enum Readability: String, Sendable {
    /// All the rules let it see: the response, the open socket, the pixels.
    case full
    /// That something came, not what.
    case opaque
    /// An element that loaded; there is nothing to read.
    case loaded
    /// Script is never told (beacons).
    case unknown
    /// An error.
    case none
}
