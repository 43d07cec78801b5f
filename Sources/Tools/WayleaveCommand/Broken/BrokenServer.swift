import Wayleave

/// Serves the deliberately broken endpoints, on the loopback alone. It knows nothing of the gate, which would not let them pass.
final class BrokenServer: Sendable {
    private let group: EventLoopGroup
    private let listener: TCPListener

    init(port: Int, origins: [String]) throws {
        group = try EventLoopGroup(count: 1)
        do {
            listener = try TCPListener(SocketAddress(host: "127.0.0.1", port: port), on: group.loops, ListenerOptions()) {
                BrokenConnection($0, origins: origins)
            }
        } catch {
            group.stop()
            throw error
        }
        listener.start()
    }

    func stop() async {
        group.stop()
        await group.wait()
    }
}
