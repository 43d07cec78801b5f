/// The kinds of messages of SignalR's hub protocols.
package enum SignalRMessageType: UInt8, Sendable {
    case invocation = 1
    case streamItem = 2
    case completion = 3
    case streamInvocation = 4
    case cancelInvocation = 5
    case ping = 6
    case close = 7
    case ack = 8
    case sequence = 9
}
