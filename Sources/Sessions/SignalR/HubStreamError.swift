/// What a stream threw after it had begun.
struct HubStreamError: Error {
    let underlying: any Error
}
