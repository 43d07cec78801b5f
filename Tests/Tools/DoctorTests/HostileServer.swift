import Foundation

/// A server without manners: each connection is handed to `behave` on a thread of its own.
final class HostileServer: Sendable {
    let port: Int
    private let descriptor: Int32

    /// - Parameter behave: gets the connected socket after the request's head was read; the socket is closed behind it.
    init(_ behave: @escaping @Sendable (HostilePeer) -> Void) throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        inet_pton(AF_INET, "127.0.0.1", &address.sin_addr)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(descriptor, pointer, length) == 0 && listen(descriptor, 64) == 0 && getsockname(descriptor, pointer, &length) == 0
            }
        }
        guard bound else { throw POSIXError(.EADDRINUSE) }
        port = Int(UInt16(bigEndian: address.sin_port))
        self.descriptor = descriptor
        Thread.detachNewThread { [weak self] in
            while true {
                let peer = accept(descriptor, nil, nil)
                guard peer >= 0 else { return }
                Thread.detachNewThread {
                    let peer = HostilePeer(descriptor: peer)
                    peer.readHead()
                    behave(peer)
                    close(peer.descriptor)
                }
                if self == nil { return }
            }
        }
    }

    deinit {
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
    }
}

/// A connection to it.
struct HostilePeer: Sendable {
    let descriptor: Int32

    func readHead() {
        var bytes = [UInt8](repeating: 0, count: 8_192)
        _ = recv(descriptor, &bytes, bytes.count, 0)
    }

    /// Writes; `false` once the other side has gone.
    @discardableResult
    func write(_ text: String) -> Bool {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return false }
            rest.removeFirst(count)
        }
        return true
    }

    /// Writes again and again, for at most some seconds.
    func keepWriting(_ text: String, every interval: Double = 0, seconds: Double = 6) {
        let end = Date().addingTimeInterval(seconds)
        while Date() < end, write(text) {
            if interval > 0 { Thread.sleep(forTimeInterval: interval) }
        }
    }
}
