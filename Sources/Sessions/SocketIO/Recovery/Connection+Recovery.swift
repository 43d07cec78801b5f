import WayleaveEventLoop
import WayleaveJSON

/// How a client that was here before joins a namespace again.
extension Connection {
    /// The store to ask for the client's former session, if recovery is on and the client wants it.
    func recoveryStore(_ namespace: Namespace, _ auth: JSONValue) -> (store: any RecoveryStore, pid: String)? {
        guard local.server.options.connectionStateRecovery != nil, let pid = auth["pid"]?.string,
            let store = namespace.adapter?.recovery
        else { return nil }
        return (store, pid)
    }

    /// Lets the client join with its former session, or else as a new one that is told why; on the loop.
    func joinAgain(
        _ namespace: Namespace, _ handshake: Handshake, _ behaviour: Namespace.Behaviour, _ store: any RecoveryStore, pid: String
    )
        async
    {
        var failure: RecoveryFailure
        switch await store.restore(pid: pid, offset: handshake.auth["offset"]?.string) {
        case .success(let restored):
            var data = restored.session.data
            if !store.skipMiddlewares, !(await runMiddlewares(namespace, handshake, behaviour, &data)) {
                return local.server.release(namespace)
            }
            guard joining.contains(namespace.name), !isClosed else {
                local.server.release(namespace)
                return store.putBack(restored)
            }
            if let beginning = store.resume(restored, on: session.loop) {
                joining.remove(namespace.name)
                return join(namespace, handshake, data, behaviour, beginning)
            }
            failure = .unknownOffset
        case .failure(let reason): failure = reason
        }
        local.server.report(
            SocketError(event: "connect", namespace: namespace.name, socketID: nil, argument: nil, underlying: failure))
        var data = JSONObject()
        guard await runMiddlewares(namespace, handshake, behaviour, &data) else { return local.server.release(namespace) }
        guard joining.remove(namespace.name) != nil, !isClosed else { return local.server.release(namespace) }
        join(namespace, handshake, data, behaviour, store.begin(failure))
    }
}
