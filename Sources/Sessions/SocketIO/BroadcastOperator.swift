import WayleaveEngineIO
public import WayleaveJSON
import WayleaveRooms
import WayleaveSocketIOWire

/// Sends events to some of a namespace's sockets, on all loops; immutable: each property returns a changed copy. From any thread.
public struct BroadcastOperator: Sendable {
    let namespace: Namespace
    var selection = RoomSelection.everyone

    /// The sockets in these rooms too; each socket gets an event once, however many of the rooms it is in.
    public func to(_ rooms: String...) -> BroadcastOperator { adding(rooms: rooms) }

    /// The same as ``to(_:)``.
    public func `in`(_ rooms: String...) -> BroadcastOperator { adding(rooms: rooms) }

    /// The same with a list.
    public func to(_ rooms: [String]) -> BroadcastOperator { adding(rooms: rooms) }

    /// Not the sockets in these rooms; a socket's id is the name of its own room.
    public func except(_ rooms: String...) -> BroadcastOperator { except(rooms) }

    /// The same with a list.
    public func except(_ rooms: [String]) -> BroadcastOperator {
        var copy = self
        copy.selection.except += rooms
        return copy
    }

    /// Sockets that cannot send at once do not get the event.
    public var volatile: BroadcastOperator {
        var copy = self
        copy.selection.flags.insert(.volatile)
        return copy
    }

    /// Events sent through this are not compressed when `compress` is `false`, wherever that was agreed on.
    public func compress(_ compress: Bool) -> BroadcastOperator {
        var copy = self
        if compress { copy.selection.flags.remove(.uncompressed) } else { copy.selection.flags.insert(.uncompressed) }
        return copy
    }

    /// Only sockets of this process. Today there are no others; the seam for a cluster.
    public var local: BroadcastOperator {
        var copy = self
        copy.selection.flags.insert(.local)
        return copy
    }

    private func adding(rooms: [String]) -> BroadcastOperator {
        var copy = self
        copy.selection.rooms += rooms
        return copy
    }

    /// Sends an event: encoded once, handed over once to each loop; sockets of the calling loop get it before this returns.
    ///
    /// An event that cannot be encoded, or whose name is reserved, is not sent and reaches ``SocketIO/onError(_:)``.
    public func emit<each A: Encodable>(_ event: String, _ arguments: repeat each A) {
        send(event) { encoder throws in try encoder.event(event, repeat each arguments, namespace: namespace.name) }
    }

    /// Sends an event with arguments whose number is known only at run time.
    public func emit(_ event: String, values: [JSONValue]) {
        send(event) { encoder throws in try encoder.event(event, arguments: values, namespace: namespace.name) }
    }

    private func send(_ event: String, _ encode: (SocketPacketEncoder) throws -> Void) {
        do {
            if SocketPayload.isReserved(event) { throw SocketPacketError.reservedEvent(event) }
            let broadcast = try namespace.server.withEncoder { encoder in
                try encode(encoder)
                return encoder.withPacket { text, attachments in
                    let compress = !selection.flags.contains(.uncompressed)
                    return Broadcast(
                        text: encoder.isMessagePack ? .binary(text, mayCompress: compress) : .text(text, mayCompress: compress),
                        attachments: attachments.map { $0.bytes.withUnsafeBytes { EngineMessage.binary($0, mayCompress: compress) } },
                        isVolatile: selection.flags.contains(.volatile))
                }
            }
            namespace.rooms?.broadcast(to: selection, bytes: broadcast.bytes) { broadcast.deliver(to: $0) }
        } catch {
            namespace.server.report(
                SocketError(event: event, namespace: namespace.name, socketID: nil, argument: nil, underlying: error))
        }
    }
}
