/// An origin that was refused, how often and when, and the edit that would admit it: for the operator.
public struct RefusedOrigin: Sendable, CustomStringConvertible {
    /// The latest refusal.
    public internal(set) var refusal: CrossOriginRefusal
    /// How often it was refused for this reason; at most ``overcount`` too many.
    public internal(set) var count: Int
    /// How many of ``count`` may belong to origins that were forgotten for want of room.
    public internal(set) var overcount: Int
    /// When it was first refused since it is remembered, in seconds since 1970.
    public internal(set) var firstSeen: Int
    /// When it was refused last, in seconds since 1970.
    public internal(set) var lastSeen: Int

    /// The Origin as received, shortened and escaped; `nil` for requests without one.
    public var origin: String? { refusal.origin }
    /// Why it was refused.
    public var reason: CrossOriginRefusal.Reason { refusal.reason }
    /// The listed origin or pattern nearest to it; `nil` if none is near. Searched for on each call, in bounded time.
    public var nearestOrigin: String? { refusal.nearestOrigin() }
    /// What was refused and the one edit that would admit it, in a sentence.
    public var edit: String { refusal.description }

    /// One line: count and edit.
    public var description: String { "\(count) × \(edit)" }
}
