import WayleaveServer

/// Whether and how a server is instrumented.
struct AdminSlot: Sendable {
    var admin: Admin?
    var hasStarted = false
    var faults: [ServerConfigurationError.Fault] = []
}
