internal import CrossOrigin
internal import WayleaveHTTPWire

/// Which policy judges which path: that of exactly this path, else the one with the longest prefix of whole segments, else the server's.
///
/// Nothing is inherited: a tighter policy for a subtree replaces the server's, it does not add to it.
struct PathPolicies: Sendable {
    var fallback: CrossOriginPolicy
    private var exact: [(path: [UInt8], policy: CrossOriginPolicy)] = []
    private var byPrefix: [(prefix: [UInt8], policy: CrossOriginPolicy)] = []

    init(_ fallback: CrossOriginPolicy) { self.fallback = fallback }

    /// Whether the server's own policy judges all paths.
    var isUniform: Bool { exact.isEmpty && byPrefix.isEmpty }

    mutating func add(_ policy: CrossOriginPolicy, at path: String) {
        let path = Self.decoded(path)
        exact.removeAll { $0.path == path }
        exact.append((path, policy))
    }

    mutating func add(_ policy: CrossOriginPolicy, under prefix: String) {
        var bytes = Self.decoded(prefix)
        while bytes.last == 0x2F { bytes.removeLast() }
        byPrefix.removeAll { $0.prefix == bytes }
        byPrefix.append((bytes, policy))
        byPrefix.sort { $0.prefix.count > $1.prefix.count }
    }

    /// The policy of exactly this path or of a prefix of it; `nil` where the server's own judges.
    ///
    /// Files are found by their decoded names, so policies are too: `/%61dmin` must not slip the policy of `/admin`.
    func ownPolicy(of path: UnsafeRawBufferPointer) -> CrossOriginPolicy? {
        if exact.isEmpty, byPrefix.isEmpty { return nil }
        if path.contains(0x25), let decoded = PercentEncoding.decode(path) { return decoded.withUnsafeBytes { policy(of: $0) } }
        return policy(of: path)
    }

    private static func decoded(_ path: String) -> [UInt8] {
        Array(path.utf8).withUnsafeBytes { PercentEncoding.decode($0) } ?? Array(path.utf8)
    }

    private func policy(of path: UnsafeRawBufferPointer) -> CrossOriginPolicy? {
        for (only, policy) in exact where path.elementsEqual(only) { return policy }
        for (prefix, policy) in byPrefix
        where path.starts(with: prefix) && (path.count == prefix.count || path[prefix.count] == 0x2F) {
            return policy
        }
        return nil
    }
}
