internal import WayleaveHTTPWire

/// A request whose body is still arriving.
final class PendingRequest {
    enum Progress {
        case needMore(used: Int)
        case complete(used: Int)
        case refused(HTTPRefusal)
    }

    let head: RequestHead
    let target: Router.Match
    private(set) var body: [UInt8] = []
    /// How long, in seconds, the body has been allowed to take.
    var allowedSeconds = 0
    private var missing: Int
    private var decoder: ChunkedBodyDecoder?

    init(_ head: RequestHead, target: Router.Match, framing: BodyFraming, maxBodyBytes: Int) {
        self.head = head
        self.target = target
        switch framing {
        case .none: missing = 0
        case .length(let count):
            missing = count
            // A peer pays for memory with bytes: what it merely announces is worth this much.
            body.reserveCapacity(min(count, 4096))
        case .chunked:
            missing = 0
            decoder = ChunkedBodyDecoder(maxBodyBytes: maxBodyBytes)
        }
    }

    /// Whether it comes at `rate` bytes per second on the whole.
    func keepsUp(with rate: Int) -> Bool { body.count / max(1, allowedSeconds) >= rate }

    /// Takes what belongs to the body from the front of `bytes`.
    func take(_ bytes: UnsafeRawBufferPointer) -> Progress {
        guard decoder != nil else {
            let count = min(bytes.count, missing)
            body.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[..<count]))
            missing -= count
            return missing == 0 ? .complete(used: count) : .needMore(used: count)
        }
        switch decoder?.decode(bytes, into: &body) {
        case .done(let count): return .complete(used: count)
        case .refused(let refusal): return .refused(refusal)
        case .needMore, nil: return .needMore(used: bytes.count)
        }
    }
}
