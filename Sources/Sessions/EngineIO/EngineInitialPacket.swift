/// A message that follows the open packet of each session; see ``EngineIOOptions/initialPacket``.
public enum EngineInitialPacket: Sendable, Hashable {
    case text(String)
    case binary([UInt8])
}
