/// The beginning or the end of a connection, as filters see it. Confined to the connection's loop.
public final class HubLifetimeContext {
    /// Whose connection it is.
    public let context: HubCallerContext
    /// The hub that is told.
    public let hub: HubBase

    init(context: HubCallerContext, hub: HubBase) {
        self.context = context
        self.hub = hub
    }
}
