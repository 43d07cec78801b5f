/// A stream with its type erased. It is `Encodable` only to pass through filters, and encodes as nothing.
struct HubStream: Encodable {
    /// Sends all items; throws ``HubStreamError``.
    let send: (HubCallerContext, _ id: String) async throws -> Void

    init<S: AsyncSequence>(_ sequence: S) where S.Element: Encodable {
        send = { context, id in
            do {
                var sent = 0
                for try await item in sequence {
                    guard context.isOpen, !Task.isCancelled else { return }
                    try context.sendItem(id, item)
                    sent += 1
                    try await context.giveWay(after: sent)
                }
            } catch {
                throw HubStreamError(underlying: error)
            }
        }
    }

    func encode(to encoder: any Encoder) throws {}
}
