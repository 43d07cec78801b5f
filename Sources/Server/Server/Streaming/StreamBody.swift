/// The body of a response that is written piece by piece.
struct StreamBody: Sendable {
    enum Source: Sendable {
        /// Written by a task, which ends the body by returning.
        case task(@Sendable (ResponseWriter) async throws -> Void)
        /// Set up at once; somebody ends it later.
        case events(EventStreamOptions, lastEventID: String?, @Sendable (EventStream) -> Void)
        /// Written and ended by a mount.
        case held
    }

    /// The length in bytes, if it is known.
    let length: Int?
    let source: Source
}
