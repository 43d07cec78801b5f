/// `response.type`.
public enum ResponseType: String, Sendable {
    case basic, cors, opaque, opaqueredirect, error
}
