import Synchronization
import WayleaveEventLoop

/// How namespaces come into being and go.
extension ServerCore {
    /// The namespace of that name, made when there is none; "" is "/", and a missing slash is added.
    ///
    /// A name that a parent's pattern matches becomes a child of that parent; predicates are not asked.
    func namespace(_ name: String) -> Namespace {
        let name = name.hasPrefix("/") ? name : "/" + name
        if let existing = directory.withLock({ $0.entries[name]?.namespace }) { return existing }
        let parent = parents.first { parent in
            if case .pattern(let matches) = parent.rule { matches(name) } else { false }
        }
        let (namespace, isNew) = directory.withLock { directory in
            if let existing = directory.entries[name] { return (existing.namespace, false) }
            return (insert(name, parent, &directory), true)
        }
        if isNew { announce(namespace) }
        return namespace
    }

    var allNamespaces: [Namespace] {
        directory.withLock { $0.entries.values.map(\.namespace) }.sorted { $0.name < $1.name }
    }

    // MARK: Clients

    /// The namespace of that name if there is one, kept until ``release(_:)``.
    func acquire(_ name: String) -> Namespace? {
        directory.withLock { directory in
            directory.entries[name]?.users += 1
            return directory.entries[name]?.namespace
        }
    }

    /// The namespace of that name, made by `parent` unless somebody else was faster, and kept until ``release(_:)``; `nil` when clients
    /// have brought too many into being.
    func acquire(_ name: String, from parent: ParentNamespace) -> Namespace? {
        let (namespace, isNew) = directory.withLock { directory -> (Namespace?, Bool) in
            let isNew = directory.entries[name] == nil
            if isNew {
                guard directory.dynamicCount < options.maxDynamicNamespaces else { return (nil, false) }
                _ = insert(name, parent, &directory)
            }
            directory.entries[name]?.users += 1
            return (directory.entries[name]?.namespace, isNew)
        }
        if isNew, let namespace { announce(namespace) }
        return namespace
    }

    /// Ends what ``acquire(_:)`` began; the last one takes a child with it, where the options say so.
    func release(_ namespace: Namespace) {
        let isGone = directory.withLock { directory in
            guard let entry = directory.entries[namespace.name], entry.namespace === namespace else { return false }
            let users = entry.users - 1
            guard users == 0, namespace.parent != nil, options.cleanupEmptyChildNamespaces else {
                directory.entries[namespace.name]?.users = users
                return false
            }
            directory.entries[namespace.name] = nil
            directory.dynamicCount -= 1
            return true
        }
        if isGone { namespace.closeAdapter() }
    }

    // MARK: Parents

    func addParent(_ rule: ParentNamespace.Rule) -> ParentNamespace {
        let parent = ParentNamespace(rule, server: self)
        directory.withLock { $0.parents.append(parent) }
        return parent
    }

    /// In the order in which they were added.
    var parents: [ParentNamespace] { directory.withLock { $0.parents } }

    private func insert(_ name: String, _ parent: ParentNamespace?, _ directory: inout NamespaceDirectory) -> Namespace {
        let made = Namespace(name: name, server: self, parent: parent)
        directory.entries[name] = NamespaceDirectory.Entry(namespace: made)
        if parent != nil { directory.dynamicCount += 1 }
        let eventLoops = loops.withLock { $0.map(\.loop) }
        if !eventLoops.isEmpty { made.start(on: eventLoops) }
        return made
    }

    private func announce(_ namespace: Namespace) {
        guard namespace.name != "/" else { return }
        for handler in newNamespaceHandlers.withLock({ $0 }) { handler(namespace) }
    }
}
