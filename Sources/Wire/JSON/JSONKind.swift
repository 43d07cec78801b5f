/// The six kinds of JSON values (RFC 8259 § 3).
package enum JSONKind: String, Sendable {
    case null, boolean, number, string, array, object
}
