/// The namespaces of a server, and who may make more of them; behind the server's lock.
struct NamespaceDirectory {
    /// A namespace and how many sockets and waiting clients keep it.
    struct Entry {
        let namespace: Namespace
        var users = 0
    }

    var entries: [String: Entry] = [:]
    var parents: [ParentNamespace] = []
    /// The number of namespaces that clients brought into being.
    var dynamicCount = 0
}
