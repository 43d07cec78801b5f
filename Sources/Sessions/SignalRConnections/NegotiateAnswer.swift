internal import WayleaveBytes
internal import WayleaveJSON

/// The answers to negotiate, member by member in the order in which the official server writes them.
enum NegotiateAnswer {
    /// The highest version that is spoken.
    static let version = 1

    /// The answer that begins a connection; `token` is the public id of clients of version 0.
    static func connection(
        version: Int, id: String, token: String, usesStatefulReconnect: Bool, transports: Set<SignalRTransport>, tokenLifetime: Int? = nil
    ) -> [UInt8] {
        var writer = ByteWriter(capacity: 384)
        writer.append("{" as StaticString)
        if usesStatefulReconnect { writer.append("\"useStatefulReconnect\":true," as StaticString) }
        writer.append("\"negotiateVersion\":" as StaticString)
        writer.append(decimal: version)
        writer.append(",\"connectionId\":\"" as StaticString)
        writer.append(id)
        if version > 0 {
            writer.append("\",\"connectionToken\":\"" as StaticString)
            writer.append(token)
        }
        writer.append("\",\"availableTransports\":[" as StaticString)
        var isFirst = true
        for transport in SignalRTransport.allCases where transports.contains(transport) {
            if !isFirst { writer.append(UInt8(ascii: ",")) }
            isFirst = false
            writer.append("{\"transport\":\"" as StaticString)
            writer.append(transport.rawValue)
            writer.append(
                transport == .serverSentEvents
                    ? "\",\"transferFormats\":[\"Text\"]}" as StaticString : "\",\"transferFormats\":[\"Text\",\"Binary\"]}" as StaticString
            )
        }
        writer.append("]" as StaticString)
        if let tokenLifetime {
            writer.append(",\"tokenLifetimeSeconds\":" as StaticString)
            writer.append(decimal: tokenLifetime)
        }
        writer.append("}" as StaticString)
        return writer.copyBytes()
    }

    /// The answer that sends the client elsewhere.
    static func redirect(_ redirect: SignalRRedirect, version: Int) -> [UInt8] {
        var writer = ByteWriter(capacity: 256)
        writer.append("{\"negotiateVersion\":" as StaticString)
        writer.append(decimal: version)
        writer.append(",\"url\":" as StaticString)
        append(redirect.url, to: &writer)
        if let token = redirect.accessToken {
            writer.append(",\"accessToken\":" as StaticString)
            append(token, to: &writer)
        }
        writer.append(",\"availableTransports\":[]}" as StaticString)
        return writer.copyBytes()
    }

    /// The answer that refuses.
    static func error(_ text: String) -> [UInt8] {
        var writer = ByteWriter(capacity: 128)
        writer.append("{\"error\":" as StaticString)
        append(text, to: &writer)
        writer.append("}" as StaticString)
        return writer.copyBytes()
    }

    /// The answer to a token that was taken for an open connection.
    static func refreshed(tokenLifetime: Int?) -> [UInt8] {
        guard let tokenLifetime else { return Array("{}".utf8) }
        return Array("{\"tokenLifetimeSeconds\":\(tokenLifetime)}".utf8)
    }

    /// Why a token was not taken: a code and a sentence.
    static func refreshError(_ code: StaticString, _ sentence: StaticString) -> [UInt8] {
        Array("{\"error\":\"\(code)\",\"error_description\":\"\(sentence)\"}".utf8)
    }

    private static func append(_ text: String, to writer: inout ByteWriter) { JSONText.append(text, to: &writer) }
}
