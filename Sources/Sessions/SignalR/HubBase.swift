/// What every hub inherits: whom it speaks with, and what happens when a connection begins and ends. Confined to the connection's loop.
open class HubBase {
    /// The connection that calls: its id, its user, its request. Set before any method runs; in `init` there is none yet.
    public final var context: HubCallerContext { owner }
    final var owner: HubCallerContext!
    /// Whether the method that runs counts among those that run at a time: it lets others run while it waits for its client's result.
    final var holdsSlot = false
    /// Whether ``onConnected()`` runs, during which no client can answer.
    final var isConnecting = false

    /// Begins a hub, which is given its connection next.
    public init() {}

    /// The clients of this hub, seen from the caller.
    public final var clients: HubCallerClients { HubCallerClients(hub: self) }

    /// The groups of this hub.
    public final var groups: HubGroups { HubGroups(core: context.local.core) }

    /// The hub as code elsewhere sees it: what may outlive a call, or leave the loop.
    public final var hubContext: HubContext { HubContext(core: context.local.core) }

    /// Called when a client has connected, before any of its calls; an error ends the connection.
    open func onConnected() async throws {}

    /// Called when a connection has ended, after its calls; `error` is `nil` when it ended in order. Not called if ``onConnected()`` failed.
    open func onDisconnected(_ error: (any Error)?) async throws {}
}
