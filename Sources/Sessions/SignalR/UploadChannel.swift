import WayleaveJSON

/// One stream from a client, its items' type erased. Confined to the loop.
class UploadChannel {
    weak var context: HubCallerContext?
    /// Takes the item at `token`.
    func receive(_ document: JSONDocument, _ token: Int) {}
    /// The stream ends, with an error or in order.
    func finish(_ error: (any Error)?) {}
    /// Whether the client is not read from on account of this stream.
    var isFull = false
}
