/// The six kinds of JSON values (RFC 8259 § 3), and two that only MessagePack has.
package enum JSONKind: String, Sendable {
    case null, boolean, number, string, array, object
    case binary = "binary data"
    case `extension`
}
