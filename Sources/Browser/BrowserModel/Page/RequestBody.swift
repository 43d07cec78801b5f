/// A request's body, as far as its kind decides the `Content-Type` (Fetch § extract a body).
public enum RequestBody: Sendable, Hashable {
    /// A string.
    case string
    /// `URLSearchParams`.
    case parameters
    /// `FormData`.
    case formData
    /// A `Blob` of this type; empty means none.
    case blob(type: String)
    /// Bytes.
    case buffer
    /// A `ReadableStream`.
    case stream

    /// The `Content-Type` that comes with the body.
    var contentType: String? {
        switch self {
        case .string: "text/plain;charset=UTF-8"
        case .parameters: "application/x-www-form-urlencoded;charset=UTF-8"
        case .formData: "multipart/form-data; boundary=----boundary"
        case .blob(let type): type.isEmpty ? nil : Text.lowercased(type)
        case .buffer, .stream: nil
        }
    }
}
