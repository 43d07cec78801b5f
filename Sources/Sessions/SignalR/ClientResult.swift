import WayleaveEventLoop
import WayleaveJSON

/// Who waits for one answer of a client.
struct ClientResult {
    /// Takes the value at the token, `nil` for none, or why there is no answer.
    let complete: (Result<(JSONDocument, Int?), any Error>) -> Void
    let timer: LoopTimer?
}
