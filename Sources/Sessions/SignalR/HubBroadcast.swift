import WayleaveSignalRConnections
import WayleaveSignalRWire

/// One call of a client method for many clients, encoded once for each protocol that is spoken.
struct HubBroadcast: Sendable {
    private let json: TransportMessage?
    private let messagePack: TransportMessage?

    /// The memory it holds.
    var bytes: Int { (json?.count ?? 0) + (messagePack?.count ?? 0) }

    @inline(__always)
    func message(_ hubProtocol: HubProtocol) -> TransportMessage? {
        switch hubProtocol {
        case .json: json
        case .messagePack: messagePack
        }
    }

    init(_ core: HubCore, _ encode: (HubMessageEncoder) throws -> Void) rethrows {
        func make(_ hubProtocol: HubProtocol) throws -> TransportMessage? {
            guard core.isSpoken(hubProtocol) else { return nil }
            return try core.withEncoder(hubProtocol) { encoder in
                try encode(encoder)
                return encoder.withRecord { TransportMessage($0, hubProtocol == .json ? .text : .binary) }
            }
        }
        json = try make(.json)
        messagePack = try make(.messagePack)
    }
}
