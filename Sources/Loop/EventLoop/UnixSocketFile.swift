#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The file of a Unix-domain socket: made with its permissions before anyone can connect, removed when it is no longer listened on.
struct UnixSocketFile: Sendable {
    let path: String
    private let device: dev_t
    private let inode: ino_t

    /// Binds a socket to `path` and listens.
    ///
    /// A socket file that a dead server left is replaced; one that somebody listens on, and any other file, is not.
    /// - Parameter permissions: the file's mode; who may write to it may connect.
    static func listen(_ path: String, permissions: UInt16) throws(IOError) -> (ListeningSocket, UnixSocketFile) {
        let address = SocketAddress(path: path)
        let operation = "listen on \(address)"
        try removeStale(address, operation)
        let socket = try ListeningSocket.bind(address, sharing: false)
        var status = stat()
        // Nobody can connect before `listen`: by then the permissions are right.
        guard chmod(path, mode_t(permissions)) == 0, lstat(path, &status) == 0 else {
            let failure = IOError(errno: errno, operation: operation)
            close(socket.descriptor)
            unlink(path)
            throw failure
        }
        let file = UnixSocketFile(path: path, device: status.st_dev, inode: status.st_ino)
        do throws(IOError) {
            try socket.listen()
        } catch {
            close(socket.descriptor)
            file.remove()
            throw error
        }
        return (socket, file)
    }

    /// Removes the file, unless somebody has put another in its place.
    func remove() {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_dev == device, status.st_ino == inode else { return }
        unlink(path)
    }

    private static func removeStale(_ address: SocketAddress, _ operation: String) throws(IOError) {
        guard let path = address.path, var storage = address.storage else { return }
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK else {
            throw IOError(
                name: "EEXIST", message: "a file that is no socket is there already; remove it, or name another path", operation: operation)
        }
        let probe = socket(AF_UNIX, Platform.streamType, 0)
        guard probe >= 0 else { throw IOError(errno: errno, operation: operation) }
        defer { close(probe) }
        if Platform.connect(probe, &storage) != 0 {
            switch errno {
            case ECONNREFUSED:
                unlink(path)
                return
            case ENOENT: return
            // Its queue is full: somebody listens all the same.
            case EAGAIN, EINPROGRESS: break
            default: throw IOError(errno: errno, operation: operation)
            }
        }
        throw IOError(name: "EADDRINUSE", message: "a process listens there already", operation: operation)
    }
}
