/// One call, as filters see it. Confined to the connection's loop.
public final class HubInvocationContext {
    /// Who calls.
    public let context: HubCallerContext
    /// The hub that is called.
    public let hub: HubBase
    /// The method's name as the client wrote it.
    public let methodName: String
    /// The decoded arguments.
    public let arguments: [Any]

    init(context: HubCallerContext, hub: HubBase, methodName: String, arguments: [Any]) {
        self.context = context
        self.hub = hub
        self.methodName = methodName
        self.arguments = arguments
    }
}
