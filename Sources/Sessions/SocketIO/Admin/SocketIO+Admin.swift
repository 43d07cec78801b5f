import Synchronization
import WayleaveEngineIO
import WayleaveServer

extension SocketIO {
    /// Serves the namespace that the admin UI (`@socket.io/admin-ui`) connects to. Once, before the server starts; otherwise nothing is counted.
    ///
    /// Without ``AdminOptions/authentication`` the server does not start. Which pages may connect at all is decided by the server's policy,
    /// which the UI's origin must be in, with credentials. Header fields and query parameters that are secrets, and `handshake.auth`, are not
    /// shown; ``Socket/data`` is, in ``AdminMode/development``.
    public func instrument(_ options: AdminOptions) { core.instrument(options, engine: engine) }
}

/// The admin UI's part in the server.
extension ServerCore {
    func instrument(_ options: AdminOptions, engine: EngineIO) {
        let state = instrumentation.withLock { $0 }
        guard !state.hasStarted else {
            return report(
                SocketError(event: "instrument", namespace: options.namespace, socketID: nil, argument: nil, underlying: TooLate()))
        }
        guard state.admin == nil else {
            let fault = ServerConfigurationError.Fault(
                "admin-twice", "the server is instrumented twice, with \(options.namespace) at last", "call io.instrument once")
            return instrumentation.withLock { $0.faults.append(fault) }
        }
        // Not under the lock: this makes a namespace, of which listeners are told.
        let admin = Admin(options, server: self, engine: engine)
        instrumentation.withLock { state in
            state.admin = admin
            state.faults += options.faults
        }
    }

    var admin: Admin? { instrumentation.withLock { $0.admin } }
    var adminFaults: [ServerConfigurationError.Fault] { instrumentation.withLock { $0.faults } }

    /// Called when the loops are there.
    func startAdmin() {
        guard let admin else { return }
        admin.start(on: loops.withLock { $0 })
    }

    func stopAdmin() {
        guard let admin else { return }
        admin.stop(on: loops.withLock { $0 })
    }

    private struct TooLate: Error, CustomStringConvertible {
        var description: String { "the server has started; call io.instrument before" }
    }
}
