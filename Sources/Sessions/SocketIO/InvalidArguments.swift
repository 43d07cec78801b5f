import WayleaveJSON

/// The acknowledgement of an event whose arguments do not fit, where ``SocketIOOptions/acknowledgesInvalidArguments`` asks for it:
/// `{"error":"invalid arguments","argument":0,"path":"$[1].user.name","message":"at $[1].user.name: expected String, found number"}`.
struct InvalidArguments: Encodable {
    let error = "invalid arguments"
    let argument: Int
    let path: String
    let message: String

    init(_ mismatch: ArgumentError) {
        argument = mismatch.index
        path = (mismatch.underlying as? JSONError)?.path ?? "$[\(mismatch.index + 1)]"
        // Only what this module says about the shape: an error of the application's own type may tell more than the client should know.
        message = (mismatch.underlying as? JSONError)?.description ?? "refused by its type"
    }
}
