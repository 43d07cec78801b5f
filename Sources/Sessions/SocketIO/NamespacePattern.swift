import Synchronization

/// A regular expression for namespaces' names. Swift's are not `Sendable`; this one takes turns.
final class NamespacePattern<Output>: Sendable {
    private let pattern: Mutex<Regex<Output>>

    init(_ pattern: sending Regex<Output>) { self.pattern = Mutex(pattern) }

    /// Whether there is a match anywhere in `name`; a pattern that fails while matching has none.
    func matches(_ name: String) -> Bool {
        pattern.withLock { ((try? $0.firstMatch(in: name)) ?? nil) != nil }
    }
}
