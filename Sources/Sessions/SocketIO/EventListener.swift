/// What names one handler of a socket, to remove it again: closures have no identity as JavaScript's functions have.
///
/// It is good for the socket that gave it; to others it means nothing, or another handler.
public struct EventListener: Sendable, Hashable {
    let number: UInt32
}
