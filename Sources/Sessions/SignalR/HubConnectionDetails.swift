public import WayleaveSignalRConnections

/// What is known of one connection at one moment.
public struct HubConnectionDetails: Sendable {
    /// The public id.
    public let connectionId: String
    /// The user's name; `nil` for nobody's.
    public let userIdentifier: String?
    /// What carries it.
    public let transport: SignalRTransport
    /// The groups it is in.
    public let groups: [String]
    /// The bytes that wait for the client to read.
    public let bufferedBytes: Int

    init(_ context: HubCallerContext) {
        connectionId = context.connectionId
        userIdentifier = context.userIdentifier
        transport = context.transport
        groups = context.groups
        bufferedBytes = context.bufferedBytes
    }
}
