/// A field that the parser notes the place of while it reads, so that nobody has to search for it.
@usableFromInline
package enum KnownField: UInt8, Sendable, CaseIterable {
    case host
    case origin
    case cookie
    case upgrade
    case connection
    case expect
    case contentType
    case ifNoneMatch
    case secFetchSite
    case accessControlRequestMethod
    case accessControlRequestHeaders
    case secWebSocketKey
    case secWebSocketVersion
    case secWebSocketProtocol
    case secWebSocketExtensions
    case acceptEncoding
}
