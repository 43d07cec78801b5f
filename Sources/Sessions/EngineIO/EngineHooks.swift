internal import Synchronization
import WayleaveServer

/// What the application registered with an engine; from any thread.
final class EngineHooks: Sendable {
    /// The hooks at one moment; immutable once it is current, so that a request takes one reference and no copies.
    final class Snapshot: Sendable {
        let middlewares: [EngineMiddleware]
        let connectionError: [@Sendable (EngineConnectionError) -> Void]
        let initialHeaders: [EngineIO.HeadersHook]
        let headers: [EngineIO.HeadersHook]

        init(
            middlewares: [EngineMiddleware] = [], connectionError: [@Sendable (EngineConnectionError) -> Void] = [],
            initialHeaders: [EngineIO.HeadersHook] = [], headers: [EngineIO.HeadersHook] = []
        ) {
            self.middlewares = middlewares
            self.connectionError = connectionError
            self.initialHeaders = initialHeaders
            self.headers = headers
        }
    }

    private let snapshot = Mutex(Snapshot())

    var current: Snapshot { snapshot.withLock { $0 } }

    func add(_ middleware: EngineMiddleware) {
        snapshot.withLock {
            $0 = Snapshot(
                middlewares: $0.middlewares + [middleware], connectionError: $0.connectionError, initialHeaders: $0.initialHeaders,
                headers: $0.headers)
        }
    }

    func add(connectionError hook: @escaping @Sendable (EngineConnectionError) -> Void) {
        snapshot.withLock {
            $0 = Snapshot(
                middlewares: $0.middlewares, connectionError: $0.connectionError + [hook], initialHeaders: $0.initialHeaders,
                headers: $0.headers)
        }
    }

    func add(initialHeaders hook: @escaping EngineIO.HeadersHook) {
        snapshot.withLock {
            $0 = Snapshot(
                middlewares: $0.middlewares, connectionError: $0.connectionError, initialHeaders: $0.initialHeaders + [hook],
                headers: $0.headers)
        }
    }

    func add(headers hook: @escaping EngineIO.HeadersHook) {
        snapshot.withLock {
            $0 = Snapshot(
                middlewares: $0.middlewares, connectionError: $0.connectionError, initialHeaders: $0.initialHeaders,
                headers: $0.headers + [hook])
        }
    }
}
