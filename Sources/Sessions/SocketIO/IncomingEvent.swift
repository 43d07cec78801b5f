import WayleaveJSON
import WayleaveSocketIOWire

/// One event on its way through a socket's handlers.
struct IncomingEvent {
    let socket: Socket
    var reader: ArgumentReader
    /// The acknowledgement the client asked for, until somebody took it: it is sent once.
    var ackID: Int?

    /// Decodes the next argument; throws ``ArgumentError``, which nothing else does.
    @inline(__always)
    mutating func next<T: Decodable>(_ type: T.Type) throws -> T {
        do {
            return try reader.next(type)
        } catch {
            throw ArgumentError(index: reader.index, underlying: error)
        }
    }

    /// Decodes all arguments that are left; throws ``ArgumentError``.
    mutating func rest() throws -> [JSONValue] {
        do {
            return try reader.rest()
        } catch {
            throw ArgumentError(index: reader.index, underlying: error)
        }
    }

    mutating func takeAckID() -> Int? {
        defer { ackID = nil }
        return ackID
    }
}

/// An argument that does not fit the type its handler takes.
struct ArgumentError: Error {
    /// The argument's position, from 0.
    let index: Int
    let underlying: any Error
}

/// A handler with its argument types erased.
typealias EventHandler = (inout IncomingEvent) throws -> Void
