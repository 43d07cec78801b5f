internal import CrossOrigin

/// Which policy judges which path: that of exactly this path, else the one with the longest prefix of whole segments, else the server's.
///
/// Nothing is inherited: a tighter policy for a subtree replaces the server's, it does not add to it.
struct PathPolicies: Sendable {
    var fallback: CrossOriginPolicy
    private var exact: [(path: [UInt8], policy: CrossOriginPolicy)] = []
    private var byPrefix: [(prefix: [UInt8], policy: CrossOriginPolicy)] = []

    init(_ fallback: CrossOriginPolicy) { self.fallback = fallback }

    mutating func add(_ policy: CrossOriginPolicy, at path: String) {
        let path = Array(path.utf8)
        exact.removeAll { $0.path == path }
        exact.append((path, policy))
    }

    mutating func add(_ policy: CrossOriginPolicy, under prefix: String) {
        var bytes = Array(prefix.utf8)
        while bytes.last == 0x2F { bytes.removeLast() }
        byPrefix.removeAll { $0.prefix == bytes }
        byPrefix.append((bytes, policy))
        byPrefix.sort { $0.prefix.count > $1.prefix.count }
    }

    /// The policy of exactly this path or of a prefix of it; `nil` where the server's own judges.
    func ownPolicy(of path: UnsafeRawBufferPointer) -> CrossOriginPolicy? {
        for (only, policy) in exact where path.elementsEqual(only) { return policy }
        for (prefix, policy) in byPrefix
        where path.starts(with: prefix) && (path.count == prefix.count || path[prefix.count] == 0x2F) {
            return policy
        }
        return nil
    }
}
