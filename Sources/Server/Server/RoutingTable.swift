/// Finds what answers a path: a mounted prefix, else an exact route, else a directory of files.
///
/// One object for all loops, since a copied value would count a reference for each of its parts, at every request.
final class RoutingTable: Sendable {
    /// The routes as counters name them.
    let labels: [Router.Label]
    private let entries: PathTable<RouteEntry>
    private let mounts: [Router.Mounted]
    private let mountPrefixes: PrefixList
    private let foldedMounts: [Router.Mounted]
    private let foldedPaths: FoldedPaths
    private let directories: [(files: FileDirectory, route: Int)]
    private let directoryPrefixes: PrefixList
    private let directoryPrefixCounts: [Int]
    private let fallback: RouteEntry?
    /// Each once, although it may have several prefixes.
    let allMounts: [any Mount]

    init(_ router: Router) {
        labels = router.labels
        entries = router.entries
        mounts = router.mounts.map { Router.Mounted(mount: $0.mount, route: $0.route) }
        mountPrefixes = PrefixList(router.mounts.map(\.prefix))
        foldedMounts = router.foldedMounts.map { Router.Mounted(mount: $0.mount, route: $0.route, path: Array($0.path.utf8)) }
        foldedPaths = FoldedPaths(router.foldedMounts.map(\.path))
        directories = router.directories.map { ($0.files, $0.route) }
        directoryPrefixes = PrefixList(router.directories.map(\.prefix))
        directoryPrefixCounts = router.directories.map(\.prefix.count)
        fallback = router.fallback
        allMounts = router.allMounts
    }

    /// The mount that owns `path`: mounts are few and asked first.
    func mount(at path: UnsafeRawBufferPointer) -> Router.Mounted? {
        if let index = mountPrefixes.first(of: path, wholeSegments: true) { return mounts[index] }
        return foldedPaths.isEmpty ? nil : foldedPaths.index(of: path).map { foldedMounts[$0] }
    }

    /// What answers `path`, which no mount owns, and its place in ``labels``.
    func match(_ path: UnsafeRawBufferPointer) -> (match: Router.Match, route: Int) {
        if let entry = entries[path] { return (.entry(entry), entry.route) }
        if let index = directoryPrefixes.first(of: path, wholeSegments: false) {
            return (.files(directories[index].files, prefix: directoryPrefixCounts[index]), directories[index].route)
        }
        return (fallback.map { .entry($0) } ?? .nothing, 0)
    }
}
