import Foundation
import TestClient
import Testing
import WayleaveBytes

@testable import WayleaveEventLoop

/// What is listened on besides a TCP port of this server's own.
@Suite struct SocketTests {
    /// A path in a directory of its own.
    private static func path() throws -> String {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("wl-\(UInt32.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        return directory.appendingPathComponent("s").path
    }

    /// Replies to each connection with the number of its loop.
    private static func listener(_ path: String, loops: EventLoopGroup, permissions: UInt16 = 0o600) throws -> TCPListener {
        try TCPListener(SocketAddress(path: path), permissions: permissions, on: loops.loops, ListenerOptions()) { LoopTeller($0) }
    }

    @Test("a Unix-domain socket has its permissions before anyone can connect, and is gone when the listener stops")
    func unix() throws {
        let group = try EventLoopGroup(count: 1)
        defer { group.stop() }
        let path = try Self.path()
        let listener = try Self.listener(path, loops: group, permissions: 0o640)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o640)
        #expect(listener.address.description == "unix:\(path)")
        listener.start()
        #expect(try RawClient(path: path).readText(1) == "0")
        listener.stop()
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("the socket file of a dead server is replaced, that of a living one and any other file are left alone")
    func stale() throws {
        let group = try EventLoopGroup(count: 1)
        defer { group.stop() }
        let path = try Self.path()
        let dead = try ListeningSocket.bind(SocketAddress(path: path), sharing: false)
        close(dead.descriptor)
        #expect(FileManager.default.fileExists(atPath: path))
        let living = try Self.listener(path, loops: group)
        let taken = #expect(throws: IOError.self) { try Self.listener(path, loops: group) }
        #expect(taken?.description == "cannot listen on unix:\(path): a process listens there already (EADDRINUSE)")
        living.start()
        #expect(try RawClient(path: path).readText(1) == "0")
        living.stop()
        try Data("precious".utf8).write(to: URL(fileURLWithPath: path))
        let file = #expect(throws: IOError.self) { try Self.listener(path, loops: group) }
        #expect(file?.name == "EEXIST")
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "precious")
    }

    @Test("a listener that stops leaves the socket file of its successor alone")
    func successor() throws {
        let group = try EventLoopGroup(count: 1)
        defer { group.stop() }
        let path = try Self.path()
        let first = try Self.listener(path, loops: group)
        try FileManager.default.removeItem(atPath: path)
        let second = try Self.listener(path, loops: group)
        second.start()
        first.discard()
        #expect(try RawClient(path: path).readText(1) == "0")
        second.stop()
    }

    @Test("a path that is too long for the system is refused, with the limit")
    func longPath() throws {
        let group = try EventLoopGroup(count: 1)
        defer { group.stop() }
        let error = #expect(throws: IOError.self) {
            try Self.listener("/run/" + String(repeating: "x", count: 200), loops: group)
        }
        #expect(error?.message.contains("1 to 107 bytes") == true)
    }

    @Test("the connections of an address with one socket are dealt out to all loops in turn")
    func dealt() throws {
        let group = try EventLoopGroup(count: 3)
        defer { group.stop() }
        let path = try Self.path()
        let listener = try Self.listener(path, loops: group)
        listener.start()
        #expect(try (0..<6).map { _ in try RawClient(path: path).readText(1) } == ["0", "1", "2", "0", "1", "2"])
        listener.stop()
    }

    @Test("connections inherit what was set on the listening socket: no delay, and probes for vanished peers")
    func options() throws {
        let group = try EventLoopGroup(count: 1)
        defer { group.stop() }
        var options = ListenerOptions()
        options.vanishedAfterSeconds = 40
        let listener = try TCPListener(SocketAddress(host: "127.0.0.1", port: 0), on: group.loops, options) { OptionTeller($0) }
        listener.start()
        let client = try RawClient(port: listener.address.port)
        #expect(client.read(through: "\n") == "nodelay true keepalive true idle 20 interval 5 count 4 user 40000\n")
        listener.stop()
    }

    @Test("systemd is told what it asked to be told, also at an abstract address; where it did not ask, nothing happens")
    func notifies() throws {
        for prefix in [try Self.path(), "@wl-\(UInt32.random(in: 0 ... .max))"] {
            let receiver = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
            defer { close(receiver) }
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &address.sun_path) { bytes in
                for (index, byte) in prefix.utf8.enumerated() { bytes[index] = byte == UInt8(ascii: "@") ? 0 : byte }
            }
            let length = socklen_t(2 + prefix.utf8.count)
            let code = withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(receiver, $0, length) }
            }
            #expect(code == 0)
            let notifier = SystemdNotifier { $0 == "NOTIFY_SOCKET" ? prefix : nil }
            for (state, expected) in [
                (SystemdNotifier.State.ready, "READY=1"), (.reloading, "RELOADING=1\nMONO"), (.stopping, "STOPPING=1"),
            ] {
                #expect(notifier.tell(state))
                var bytes = [UInt8](repeating: 0, count: 100)
                let count = recv(receiver, &bytes, bytes.count, Int32(MSG_DONTWAIT))
                #expect(String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).hasPrefix(expected))
            }
        }
        #expect(!SystemdNotifier { _ in nil }.tell(.ready))
        #expect(!SystemdNotifier { _ in "relative" }.tell(.ready))
    }

    @Test("sockets passed by systemd are taken by name, once, and only by the process they were passed to")
    func inherited() throws {
        let group = try EventLoopGroup(count: 2)
        defer { group.stop() }
        let first = try ListeningSocket.bind(SocketAddress(host: "127.0.0.1", port: 0), sharing: false)
        try first.listen()
        let second = try ListeningSocket.bind(SocketAddress(host: "127.0.0.1", port: 0), sharing: false)
        try second.listen()
        let base: Int32 = 700
        dup2(first.descriptor, base)
        dup2(second.descriptor, base + 1)
        close(first.descriptor)
        close(second.descriptor)
        var environment = ["LISTEN_PID": "\(getpid())", "LISTEN_FDS": "2", "LISTEN_FDNAMES": "http:admin"]
        func take(_ name: String?) throws -> [InheritedSocket] {
            try InheritedSocket.take(named: name, firstDescriptor: base) { environment[$0] }
        }
        let unknown = #expect(throws: IOError.self) { try take("https") }
        #expect(unknown?.message.contains("only `http`, `admin`") == true)
        let admin = try take("admin")
        #expect(admin.map(\.address.port) == [second.address.port])
        #expect(throws: IOError.self) { try take("admin") }
        let listener = TCPListener(admin[0], on: group.loops, ListenerOptions()) { LoopTeller($0) }
        listener.start()
        #expect(try (0..<4).map { _ in try RawClient(port: second.address.port).readText(1) } == ["0", "1", "0", "1"])
        listener.stop()
        environment["LISTEN_PID"] = "1"
        #expect(throws: IOError.self) { try take("http") }
        environment = [:]
        #expect(throws: IOError.self) { try take(nil) }
        close(base)
    }
}

private class LoopTeller: ConnectionHandler {
    init(_ connection: TCPConnection) {
        connection.write { $0.append(decimal: connection.loop.index) }
        connection.finish()
    }
    func received(_ bytes: UnsafeMutableRawBufferPointer) -> Int { bytes.count }
    func ended() {}
    func drained() {}
    func tick(_ now: Int) {}
    func closed(_ error: IOError?) {}
}

private final class OptionTeller: LoopTeller {
    override init(_ connection: TCPConnection) {
        func option(_ level: Int32, _ name: Int32) -> Int32 {
            var value: Int32 = 0
            var length = socklen_t(MemoryLayout<Int32>.size)
            getsockopt(connection.descriptor, level, name, &value, &length)
            return value
        }
        let tcp = Int32(IPPROTO_TCP)
        let text =
            "nodelay \(option(tcp, TCP_NODELAY) != 0) keepalive \(option(SOL_SOCKET, SO_KEEPALIVE) != 0) idle \(option(tcp, TCP_KEEPIDLE)) "
            + "interval \(option(tcp, TCP_KEEPINTVL)) count \(option(tcp, TCP_KEEPCNT)) user \(option(tcp, TCP_USER_TIMEOUT))\n"
        connection.write { $0.append(Array(text.utf8)) }
        super.init(connection)
    }
}
