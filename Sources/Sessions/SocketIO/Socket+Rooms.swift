/// Whom a socket reaches: the others of its namespace, all of them or those in rooms.
extension Socket {
    /// Everybody in the namespace but this socket.
    public var broadcast: BroadcastOperator { SocketEmitter(socket: self).broadcast }

    /// Everybody of this process in the namespace but this socket.
    public var local: BroadcastOperator { broadcast.local }

    /// The sockets in these rooms, but not this one.
    public func to(_ rooms: String...) -> BroadcastOperator { broadcast.to(rooms) }

    /// The same with a list.
    public func to(_ rooms: [String]) -> BroadcastOperator { broadcast.to(rooms) }

    /// The same as ``to(_:)``.
    public func `in`(_ rooms: String...) -> BroadcastOperator { broadcast.to(rooms) }

    /// Everybody in the namespace but this socket and those in these rooms.
    public func except(_ rooms: String...) -> BroadcastOperator { broadcast.except(rooms) }

    /// The same with a list.
    public func except(_ rooms: [String]) -> BroadcastOperator { broadcast.except(rooms) }
}
