/// Why nothing more of a streamed response can be written.
public enum ResponseStreamError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The peer has gone, or has taken nothing for ``ServerTimeouts/stalledReader``.
    case peerGone
    /// More was written than the announced length has room for; what was too much has not been sent.
    case tooLong(by: Int)
    /// The writer came to its end before the announced length; the connection is cut.
    case tooShort(by: Int)

    public var description: String {
        switch self {
        case .peerGone: "the peer has gone"
        case .tooLong(let count): "\(count) bytes more than the announced length; announce none, or the right one"
        case .tooShort(let count): "\(count) bytes fewer than the announced length; announce none, or the right one"
        }
    }
}
