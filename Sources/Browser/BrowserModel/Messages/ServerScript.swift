/// The servers of an exchange: an answer for every request that arrives.
public struct ServerScript: Sendable {
    private let answer: @Sendable (SentRequest, Int) -> ServerAnswer?

    /// Creates servers from a function of the request and of how many like it (same kind and address) arrived before;
    /// `nil` means that there is no answer: nobody listens, or the connection is lost.
    public init(_ answer: @escaping @Sendable (_ request: SentRequest, _ earlier: Int) -> ServerAnswer?) { self.answer = answer }

    /// Creates one server that answers preflights and other requests always alike.
    public init(
        preflight: ServerAnswer = ServerAnswer(status: 404), actual: ServerAnswer, webSocket: ServerAnswer = ServerAnswer(status: 404)
    ) {
        self.init { request, _ in
            switch request.kind {
            case .preflight: preflight
            case .actual: actual
            case .webSocket: webSocket
            }
        }
    }

    func answer(to request: SentRequest, earlier: Int) -> ServerAnswer? { answer(request, earlier) }
}
