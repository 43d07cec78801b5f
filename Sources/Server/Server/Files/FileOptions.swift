/// How the files of a directory are served.
public struct FileOptions: Sendable {
    /// Which symbolic links are followed.
    public enum SymbolicLinks: Sendable {
        /// None: what a link leads to, or lies behind one, is not found.
        case none
        /// Those that stay within the directory.
        case withinDirectory
        /// All, wherever they lead: whoever can make a link can publish any file that the server can read.
        case dangerouslyAll
    }

    /// The value of `Cache-Control`; default `no-cache`: browsers keep files and ask whether they have changed. `nil` sends none.
    public var cacheControl: String? = "no-cache"
    /// The file that stands for its directory; default `index.html`. `nil`: directories are not found.
    public var index: String? = "index.html"
    /// Whether files and directories whose names begin with a dot are served; default `false`.
    public var servesHiddenFiles = false
    /// Which symbolic links are followed; default: those that stay within the directory.
    public var symbolicLinks = SymbolicLinks.withinDirectory

    /// Creates the defaults.
    public init() {}
}
