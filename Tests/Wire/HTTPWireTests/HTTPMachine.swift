import WayleaveHTTPWire

/// The least a connection does with the codecs: takes segments, collects requests, stops at a refusal or a close.
struct HTTPMachine: ~Copyable {
    private var parser = RequestHeadParser()
    private var buffer: [UInt8] = []
    private var examined = 0
    private var decoder: ChunkedBodyDecoder?
    private var needed: Int?
    private var body: [UInt8] = []
    private var head: RequestHead?
    private(set) var requests = ""
    private(set) var requestCount = 0
    private(set) var refusal: HTTPRefusal?
    private(set) var isClosed = false

    init() {}

    var isWaiting: Bool { head != nil || (!isClosed && buffer.contains { $0 != 0x0D && $0 != 0x0A }) }

    mutating func receive(_ segment: ArraySlice<UInt8>) {
        buffer += segment
        while !isClosed, refusal == nil, !buffer.isEmpty {
            if head == nil {
                let result = buffer.withUnsafeBytes { parser.parse($0, examined: &examined) }
                switch result {
                case .needMore: return
                case .refused(let reason): refusal = reason
                case .head(let count):
                    begin(buffer.withUnsafeBytes { RequestHead(parser, in: $0) })
                    buffer.removeFirst(count)
                }
            }
            guard refusal == nil, takeBody() else { return }
        }
    }

    private mutating func begin(_ newHead: RequestHead) {
        head = newHead
        body = []
        (decoder, needed) = (nil, nil)
        switch newHead.layout.framing {
        case .none: needed = 0
        case .length(let count):
            needed = count
            if count > 100_000 { refusal = HTTPRefusal(.contentTooLarge, "") }
        case .chunked: decoder = ChunkedBodyDecoder(maxBodyBytes: 100_000)
        }
    }

    /// Whether the request is complete.
    private mutating func takeBody() -> Bool {
        guard let current = head else { return false }
        if let count = needed {
            guard buffer.count >= count else { return false }
            body = Array(buffer.prefix(count))
            buffer.removeFirst(count)
        } else if var decoder {
            let result = buffer.withUnsafeBytes { decoder.decode($0, into: &body) }
            self.decoder = decoder
            switch result {
            case .needMore:
                buffer = []
                return false
            case .refused(let reason):
                refusal = reason
                return false
            case .done(let count): buffer.removeFirst(count)
            }
        }
        requests += "\(current.method) \(current.target) \(String(decoding: body, as: UTF8.self))\n"
        requestCount += 1
        isClosed = !current.layout.keepAlive
        head = nil
        return true
    }
}
