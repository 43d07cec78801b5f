internal import WayleaveBytes
internal import WayleaveHTTPWire

/// The parameters of SignalR in a query; their names are compared regardless of case, the first of each counts.
package struct ConnectionQuery {
    /// What `id` says.
    package enum Identity {
        /// It is missing or empty.
        case none
        case token(ConnectionToken)
        /// It cannot be a token.
        case malformed
    }

    private let query: UnsafeRawBufferPointer

    /// `query` comes without `?`; the pointer must stay valid while this is in use.
    package init(_ query: UnsafeRawBufferPointer) { self.query = query }

    /// The connection that the request is for.
    package var id: Identity {
        guard let value = value("id"), !value.isEmpty else { return .none }
        if let token = ConnectionToken(value) { return .token(token) }
        // Nobody has to encode the characters of a token, but anybody may.
        guard value.contains(UInt8(ascii: "%")), let decoded = PercentEncoding.decode(value) else { return .malformed }
        return decoded.withUnsafeBytes { ConnectionToken($0) }.map { .token($0) } ?? .malformed
    }

    /// The decoded value of `name`, which is in lower case; `nil` without one or if it is malformed.
    package func text(_ name: StaticString) -> String? {
        value(name).flatMap { PercentEncoding.decodeString($0, plusIsSpace: true) }
    }

    private func value(_ name: StaticString) -> UnsafeRawBufferPointer? {
        for pair in QueryParameters(query) where ASCII.equals(pair.name, ignoringCase: name) { return pair.value }
        return nil
    }
}
