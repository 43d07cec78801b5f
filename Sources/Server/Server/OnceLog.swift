internal import Synchronization

/// Lets each thing be told once; remembers at most 64 and tells of no more.
final class OnceLog: Sendable {
    private static let capacity = 64
    private let told = Mutex<Set<String>>([])

    /// Whether `key` is told for the first time.
    func isFirst(_ key: String) -> Bool {
        told.withLock { $0.count < Self.capacity && $0.insert(key).inserted }
    }
}
