import WayleaveBytes
import WayleaveHTTPWire
public import WayleaveJSON
import WayleaveServer

/// What was known of a client when it connected to a namespace, as its own server tells it; see ``Handshake``.
public struct RemoteHandshake: Sendable, Hashable {
    /// All of it: `headers`, `time`, `address`, `xdomain`, `secure`, `issued`, `url`, `query`, `auth`.
    public let json: JSONObject

    /// The value of a header field of the request that began the session; names are compared without regard to case.
    public func header(_ name: String) -> String? {
        guard case .object(let headers) = json["headers"] else { return nil }
        let name = name.lowercased()
        return headers.members.last { $0.name.lowercased() == name }?.value.string
    }
    /// The value of a query parameter.
    public func query(_ name: String) -> String? { json["query"]?[name]?.string }
    /// The client's `auth` payload.
    public var auth: JSONValue { json["auth"] ?? .object([:]) }
    /// The peer's address.
    public var address: String { json["address"]?.string ?? "" }
    /// Whether the request came over TLS.
    public var isSecure: Bool { json["secure"]?.bool ?? false }
    /// Whether the request came from a page, so that it had an `Origin`.
    public var isCrossDomain: Bool { json["xdomain"]?.bool ?? false }
    /// The request's target, path and query.
    public var url: String { json["url"]?.string ?? "" }
    /// When the client connected, in milliseconds since 1970.
    public var issued: Int { json["issued"]?.int ?? 0 }

    /// A handshake in the reference server's form.
    static func object(of handshake: Handshake) -> JSONObject {
        var headers = JSONObject()
        for (name, value) in handshake.headers {
            let name = name.lowercased()
            // As in Node, lines of one name are one value.
            headers[name] = .string(headers[name]?.string.map { "\($0), \(value)" } ?? value)
        }
        return [
            "headers": .object(headers), "time": .string(handshake.time), "address": .string(handshake.address),
            "xdomain": .bool(handshake.isCrossDomain), "secure": .bool(handshake.isSecure),
            "issued": .number(JSONNumber(handshake.issued)), "url": .string(handshake.url),
            "query": .object(query(of: handshake.request.query)), "auth": handshake.auth,
        ]
    }

    private static func query(of raw: String) -> JSONObject {
        var query = JSONObject()
        var raw = raw
        raw.withUTF8 { bytes in
            for pair in QueryParameters(UnsafeRawBufferPointer(bytes)) {
                guard let name = PercentEncoding.decodeString(pair.name, plusIsSpace: true),
                    let value = PercentEncoding.decodeString(pair.value, plusIsSpace: true)
                else { continue }
                query[name] = .string(value)
            }
        }
        return query
    }

    /// `Sat Nov 21 2026 08:15:15 GMT+0000 (Coordinated Universal Time)`, as JavaScript writes dates.
    static func time(_ unixSeconds: Int) -> String {
        var writer = ByteWriter(capacity: 32)
        HTTPDate(unixSeconds: Int64(unixSeconds)).write(into: &writer)
        let words = String(decoding: writer.copyBytes(), as: UTF8.self).split(separator: " ")
        guard words.count == 6 else { return "" }
        return "\(words[0].dropLast()) \(words[2]) \(words[1]) \(words[3]) \(words[4]) GMT+0000 (Coordinated Universal Time)"
    }
}
