/// Whose network an address belongs to (Local Network Access § IP address space); smaller is more private.
public enum AddressSpace: Int, Sendable, Comparable {
    /// This machine.
    case loopback
    /// The network around it.
    case local
    /// Everything else.
    case `public`

    /// The word the browser uses.
    public var name: String {
        switch self {
        case .loopback: "loopback"
        case .local: "local"
        case .public: "public"
        }
    }

    public static func < (one: AddressSpace, other: AddressSpace) -> Bool { one.rawValue < other.rawValue }
}
